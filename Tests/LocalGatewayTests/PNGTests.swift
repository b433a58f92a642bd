import Foundation
import Testing

@testable import LocalGateway

@Suite("PNG files, written and read")
struct PNGTests {
    private struct NotRead: Error {}

    private static func decoded(_ file: Data?) throws -> Canvas {
        guard let file, let canvas = PNGDecoder.decode(file) else { throw NotRead() }
        return canvas
    }

    @Test("a drawn picture is a valid file of its size, and so are its partial ones", arguments: PictureSize.allCases)
    func drawnPictures(
        size: PictureSize
    ) throws {
        let drawn = DrawingOrder(prompt: "size \(size.rawValue)", size: size.chosen, partialImages: 1).draw(0)
        for file in drawn.partials + [drawn.file] {
            let picture = try ParsedPNG(Array(file))
            #expect("\(picture.width)x\(picture.height)" == size.chosen.rawValue)
            #expect(!picture.hasAlpha)
        }
    }

    @Test("each scene is small, has many colors, and can stand on a clear ground", arguments: Scene.allCases)
    func scenes(scene: Scene) throws {
        for background in [true, false] {
            var random = SeededRandom(seed: 3)
            let palette = Palette(hue: 200, strength: 1, &random)
            var stage = Stage(Canvas(width: 1024, height: 1024))
            scene.draw(on: &stage, palette, background: background, &random)
            let canvas = stage.finished()
            let file = PNGEncoder.encode(canvas, alpha: !background)
            #expect(file.count < 200_000)
            var colors: Set<UInt32> = []
            for y in stride(from: 0, to: 1024, by: 8) {
                for x in stride(from: 0, to: 1024, by: 8) { colors.insert(canvas.color(x: x, y: y).word) }
            }
            #expect(colors.count > 5)
            #expect(colors.contains(0) != background)
        }
    }

    @Test("noise, runs and equal rows come back as they were", arguments: [(1, 1), (3, 2), (257, 5), (1023, 3)], [true, false])
    func roundTrip(
        size: (Int, Int),
        alpha: Bool
    ) throws {
        var random = SeededRandom(seed: UInt64(size.0))
        var canvas = Canvas(width: size.0, height: size.1)
        for y in 0..<size.1 {
            for x in 0..<size.0 {
                let isNoise = y == 0 || x % 300 < 40
                let word = isNoise ? UInt32(truncatingIfNeeded: random.next()) : 0x00FF_8001
                canvas.set(x: x, y: y, Color(word: alpha ? word : word | 0xFF00_0000))
            }
            if y == 2 { canvas.copy(row: 1, to: 2) }
        }
        let file = PNGEncoder.encode(canvas, alpha: alpha)
        let parsed = try ParsedPNG(Array(file))
        var decoded: [UInt32] = []
        var original: [UInt32] = []
        let again = try Self.decoded(file)
        for y in 0..<size.1 {
            for x in 0..<size.0 {
                let color = canvas.color(x: x, y: y)
                original.append(color.word)
                decoded.append(again.color(x: x, y: y).word)
                let bytes = [color.red, color.green, color.blue, color.alpha].map(UInt8.init).prefix(alpha ? 4 : 3)
                guard parsed.pixel(x, y) == Array(bytes) else {
                    Issue.record("pixel \(x), \(y) differs")
                    return
                }
            }
        }
        #expect(decoded == original)
    }

    /// Files that zlib wrote, with the pixel formula below.
    @Test(
        "files of another encoder are read: every filter, every kind of block, data in two chunks",
        arguments: [
            (Fixture.dynamic, 24, 20, 3), (Fixture.stored, 6, 5, 4), (Fixture.fixed, 6, 5, 3),
        ])
    func otherEncoder(
        text: String,
        width: Int,
        height: Int,
        channels: Int
    ) throws {
        let canvas = try Self.decoded(Data(base64Encoded: text))
        #expect(canvas.width == width)
        #expect(canvas.height == height)
        for y in 0..<height {
            for x in 0..<width {
                func value(_ c: Int) -> UInt32 { UInt32(x * x * (3 + c) + y * (17 + 5 * c) + x * y) & 255 }
                let expected = Color(red: value(0), green: value(1), blue: value(2), alpha: channels == 4 ? value(3) : 255)
                #expect(canvas.color(x: x, y: y) == expected, "\(x), \(y)")
            }
        }
    }

    @Test("palettes and greys of every depth are read")
    func palettesAndGreys() throws {
        let palette = try Self.decoded(Data(base64Encoded: Fixture.palette))
        let colors = [
            Color(red: 255, green: 0, blue: 0), Color(red: 0, green: 255, blue: 0, alpha: 128), Color(red: 0, green: 0, blue: 255),
            Color(red: 9, green: 9, blue: 9),
        ]
        for y in 0..<3 {
            for x in 0..<5 { #expect(palette.color(x: x, y: y) == colors[(x + y) % 4]) }
        }
        let bits = try Self.decoded(Data(base64Encoded: Fixture.grey1))
        let black = Color(red: 0, green: 0, blue: 0)
        #expect((0..<3).map { bits.color(x: $0, y: 0) } == [.white, black, .white])
        #expect((0..<3).map { bits.color(x: $0, y: 1) } == [black, .white, black])
        let wide = try Self.decoded(Data(base64Encoded: Fixture.greyAlpha16))
        #expect(wide.color(x: 2, y: 1) == Color(red: 100, green: 100, blue: 100, alpha: 100))
    }

    @Test("what is no file that can be read gives nil, cut anywhere or damaged anywhere")
    func damaged() throws {
        #expect(throws: NotRead.self) { _ = try Self.decoded(Data()) }
        #expect(throws: NotRead.self) { _ = try Self.decoded(Data(base64Encoded: Fixture.interlaced)) }
        let file = Array(try #require(Data(base64Encoded: Fixture.dynamic)))
        // The last sixteen bytes hold nothing that is needed.
        for end in 0..<file.count - 16 {
            #expect(throws: NotRead.self, "cut at \(end)") { _ = try Self.decoded(Data(file[..<end])) }
        }
        for place in file.indices {
            var damaged = file
            damaged[place] ^= 0x55
            _ = try? Self.decoded(Data(damaged)).width
        }
    }

    @Test("a stream never unfolds beyond its limit")
    func unfoldingLimit() throws {
        var deflater = Deflater(capacity: 4096)
        deflater.literal(7)
        for _ in 0..<387 { deflater.match(length: 258, distance: Deflater.distance(1)) }
        deflater.finish()
        let stream = deflater.withBytes { Array($0) }
        func inflate(_ stream: [UInt8], _ limit: Int) throws -> [UInt8] {
            try stream.withUnsafeBytes { try Inflater.inflate($0, limit: limit) }
        }
        #expect(try inflate(stream, 99_847) == Array(repeating: 7, count: 99_847))
        #expect(throws: Inflater.Failure.tooLong) { try inflate(stream, 99_846) }
        #expect(throws: Inflater.Failure.cut) { try inflate(stream.dropLast(), 99_847) }
    }

    @Test("copies from as far as a stream allows are read")
    func farCopies() throws {
        let stream = try #require(Data(base64Encoded: Fixture.farCopies))
        let bytes = try stream.dropFirst(2).withUnsafeBytes { try Inflater.inflate($0, limit: 131 * 256) }
        #expect(bytes == (0..<131).flatMap { _ in (0..<256).map { UInt8($0) } })
    }

    @Test("every distance and length has the code of the standard")
    func codes() throws {
        for distance in [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 192, 193, 256, 257, 3073, 7169, 24_577, 32_768] {
            for length in [3, 4, 10, 11, 12, 13, 18, 19, 34, 35, 66, 67, 130, 131, 226, 227, 257, 258] {
                var deflater = Deflater(capacity: 80_000)
                for index in 0..<distance { deflater.literal(UInt32(index % 251)) }
                deflater.match(length: length, distance: Deflater.distance(distance))
                deflater.finish()
                let expected = (0..<distance + length).map { UInt8($0 % distance % 251) }
                let inflated = try deflater.withBytes { try Inflater.inflate($0, limit: 40_000) }
                #expect(inflated == expected, "\(length) from \(distance)")
            }
        }
    }
}

private enum Fixture {
    static let dynamic = """
        iVBORw0KGgoAAAANSUhEUgAAABgAAAAUCAIAAAAY12rUAAAAZElEQVR42mNgYGBgZmHlERCRVtE1cAjwTqnNmbBl8pGvBxgcPrtM1ZnwJftJ7AaHC7+X\
        +PoIXFnckgpUn9yy9IxAiPUSXqC49pO5ayaUGLuEMgqKSbOwsnHxCgiISonJqsio6inpWmiYXruSFAAABA5JREFUOunZ+pi4hln5JjiEZrnFlvik1gXl\
        dkSUToqrnZPSuiyrd0PB1F1lc4/ULD3XtPZGx9ZHTECDhMRlhCVkRSTlRKXkxaQVxGUUJWSVJOWUpeRVpBVUZRTVZJXU5ZQ15FU0FVS1FNW0ldR1lDV0\
        VTT1VLX01bQN1HUMNXSNmJV0zHj4hQREJIBmicsqSylqyKnpKWoZq+pbahjb6Vi46O/xNHY8b+YaYuV1y9Yv3vHyU5fwrBN3CrwTvvqn/g562RCW1xZZ\
        1M0CdBE7ByevgDDQIISLLJBcFIHqoob5IBdNALpor6rWVzVtBvXb3EAXMYTmtceWT8zuWFq/8PDMQ693vpa9LxPJHTrfdtr70vuemw3Wfu+Udnw1eWKw\
        6PMjC51tzZfuu87r3lh9w/R94edMod0vd/fm52T+VvVnTGtZxMnFzS8kCnSOtJIm0FPqRra6Vu7GToGWXtH2QamuUfneSZWBWc3hRb2xVdOTmxZmdq3O\
        n7S1dNb+6kUnG1ddbt90t3fXc+oFtm9yFdA5QmJSQCMk5VVlVbQXaBio6JqpG1prb3PUs3IzsvcxPRxo6RG+50yMQ2CS89Xn7lG5XveKziX/CHz+9+qb\
        5oiCjjtf+UCBzcPLJyQqISKpJKoKcpEW3EW+MBelglwUhXDRTaCLKjTfqy79pabNCnTRhL2vGFbd4dv+SvYUg9ljuUgmlzb1or1BK/41P/PcpTPve9Vf\
        qwtpzXo3L00JU2e621SR9/gbp1fNuu1csVoLxBbb3VR6smz5pFojj7jDbJ6Muz9p8vELiIhLAUNEQV1PTd9Cx9wJ6B0L9zA7/wRgkvGKLwlIrwvL74gp\
        n5RUPyejfVle/4aS6buq5h9pWH6ubf2Nnu2PJu1/Q73ALpeyFRQRF5WUBWqWUdKQV9NV1jZWW2+hZWKna+FsuNfTxPHcDrcQ61M37f3jD11+4hbxyvNO\
        vm/i14DUXyGvGMLzWqOLu+99FwAFtqCQMJKLrEEucsJwURHYRU3zQS6aBHTRXhXNL6pa/9XucIFc9O49w3+vqYKxKzUrjrvPfp99THHqz9ijJot/l382\
        P+RbKbrxYIE8/+XpyXaSezculdWxbl5/+71Va+JZy5sZ38O599/eNjE1M/erSnD3c2dGgYQNwiKikjLyQAtVdYy1TWwNbdzNXQJtfaKdQ1I9Y/L9UypD\
        c5qjS3oTa6antyzM7VldPGVr5Zz99UtOtq653L3l7sQ9z6cf+UjFYiSwERj34tLzgXrkVLSUNA1UdU01jax1zBwMrN2M7b3NjwRaeYTZ+cY4Bia6hj0/\
        EZXjc7/ofPL34Bd/r71piirsuPuVN/GXMAvYRcDCSIlIFxWo3QC76J3K8p+qWiwgF+1/pfH5CwBvJ8GmYgA2kwAAAABJRU5ErkJggg==
        """
    static let stored = """
        iVBORw0KGgoAAAANSUhEUgAAAAYAAAAFCAYAAABmWJ3mAAAAiElEQVR4AQF9AIL/AAAAAAADBAUGDBAUGBskLTYwQFBgS2R9lgERFhsgBAUGBwoNEBMQ\
        FRofFh0kKxwlLjcCERYbIBIXHCETGB0iFBkeIxUaHyQWGyAlAyIsNkAMDxIVEBQYHBMYHSIXHSMpGiEoLwQRFhsgBwgJCg0QExYTGB0iFRofJBYbICV2\
        LA2feCbfmwAAAABJRU5ErkJggg==
        """
    static let fixed = """
        iVBORw0KGgoAAAANSUhEUgAAAAYAAAAFCAIAAADpOgqxAAAAXklEQVR4AWNgYGBgZmHlERCRVtE1cAjwTqllFBSTZmFl4+IVEBCVEpNVkVHVYwIKCYnL\
        CEvIikjKiUrJi0krMCvpmPHwCwmISABFxWWVpRQ1WICq2Dk4eQWEgUIQVQDFkQk1JlzDNQAAAABJRU5ErkJggg==
        """
    static let palette = """
        iVBORw0KGgoAAAANSUhEUgAAAAUAAAADAgMAAAAmWC1rAAAADFBMVEX/AAAA/wAAAP8JCQlccX6GAAAAAnRSTlP/gAgPs2oAAAARSURBVHjaY5BmYMhx\
        YNjYAAAF3wH53OYuZwAAAABJRU5ErkJggg==
        """
    static let grey1 = """
        iVBORw0KGgoAAAANSUhEUgAAAAMAAAACAQAAAAC1D1u3AAAADElEQVR42mNYwOAAAAIkAOFNFuheAAAAAElFTkSuQmCC
        """
    static let greyAlpha16 = """
        iVBORw0KGgoAAAANSUhEUgAAAAMAAAACEAQAAABn7XLSAAAAHElEQVR42mNgYGRgMgLiFCBmYGBMAXJSgJwUJgAV2wJr+9IRMwAAAABJRU5ErkJggg==
        """
    static let interlaced = """
        iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAAHncGNIAAAADElEQVR42mNITEoGAAJOASf+nE21AAAAAElFTkSuQmCC
        """
    static let farCopies = """
        eNrtz4dCCAAAQMFSaCChQRqEopQiJRoyk7Q0kBKVkQiJVBrIbFAUlXYymnYUaVmVMlP2jrKirT7Euz84AcE+QsJ9+/UXERUTHzBwkMRgySFDh0lJy8gO\
        HyE3Ul5BUWnUaOUxY8epqI6foKY+UUNzkpb25Ck6U3X1pulPn2FgaGQ802TW7Dlz5803XWC20HyRhaWVtc1iWzt7hyVLlzkud3Je4bJylaub++o1a9d5\
        rPfcsNFr0+Yt3lt9tm333eHnH7AzMCg4ZNfuPaF79+0/cPBQWHhE5OEjUdFHj8XEHj8RF59wMjEpOSU1LT3jVObpM2fPZWXn5Obln79w8dLlK1cLrl0v\
        LLpxs/hWSWlZecXtO3fv3a+sqn5QU/vw0eMnT5/VPa9vePHy1es3b9+9//Dx0+cvjV+/NTV///Hz1++WP39b29o7Oru6//UI8OfPnz9//vz58+fPnz9/\
        /vz58+fPnz9//vz58+fPnz9//vz58+fPnz9//vz58+fPnz9//vz58+fPnz9//vz58+fPnz9//vz58+fPnz9//vz58+fPnz9//vz58+fPnz9//vz58+fP\
        nz9//vz58+fPnz9//vz58+fPnz9//vz58+fPnz9//vz58+fPnz9//vz5/+f/XhWyQlA=
        """
}
