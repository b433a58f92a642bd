import Testing

@testable import APIRuntime

@Suite struct EventStreamDecoderTests {
    /// The events of a stream in chunks, the same whether their data is kept in the chunks or put together as it comes.
    static func decode(_ chunks: [ArraySlice<UInt8>], limit: Int = 64 << 20) throws -> [EventStreamVector.Event] {
        let events = try decode(chunks, EventStreamDecoder(limit: limit))
        #expect(try decode(chunks, EventStreamDecoder(limit: limit, joinsData: true)) == events)
        return events
    }

    private static func decode(_ chunks: [ArraySlice<UInt8>], _ decoder: EventStreamDecoder) throws -> [EventStreamVector.Event] {
        var decoder = decoder
        var events: [EventStreamVector.Event] = []
        for chunk in chunks {
            decoder.append(Array(chunk))
            while let event = try decoder.next() { events.append(.init(event)) }
        }
        return events
    }

    @Test("a whole stream gives its events", arguments: EventStreamVector.all)
    func whole(_ vector: EventStreamVector) throws {
        #expect(try Self.decode([vector.bytes[...]]) == vector.events)
    }

    @Test("a stream byte by byte gives the same events", arguments: EventStreamVector.all)
    func byteByByte(_ vector: EventStreamVector) throws {
        #expect(try Self.decode(vector.bytes.indices.map { vector.bytes[$0...$0] }) == vector.events)
    }

    @Test("a stream split at any one point gives the same events", arguments: EventStreamVector.all)
    func onePoint(_ vector: EventStreamVector) throws {
        for split in vector.bytes.indices {
            #expect(try Self.decode([vector.bytes[..<split], vector.bytes[split...]]) == vector.events, "split at \(split)")
        }
    }

    @Test("a stream split at any two points gives the same events", arguments: EventStreamVector.all)
    func twoPoints(_ vector: EventStreamVector) throws {
        let bytes = vector.bytes
        // In the two comments of two thousand times the same letter, one place stands for all.
        let places = bytes.indices.filter { $0 < 3 || Set(bytes[($0 - 3)...$0]).count > 1 }
        #expect(places.count == bytes.count || bytes.count > 4096)
        for first in places {
            for second in places where second >= first {
                let events = try Self.decode([bytes[..<first], bytes[first..<second], bytes[second...]])
                #expect(events == vector.events, "split at \(first) and \(second)")
            }
        }
    }

    @Test("chunks may be appended before the events of earlier ones are taken")
    func appendAhead() throws {
        var decoder = EventStreamDecoder()
        for byte in "data:1\r\n\r\ndata:2\n\n".utf8 { decoder.append([byte]) }
        #expect(try decoder.next()?.text == "1")
        decoder.append(Array("data:3\n\n".utf8))
        #expect(try decoder.next()?.text == "2")
        #expect(try decoder.next()?.text == "3")
        #expect(try decoder.next() == nil)
    }

    @Test("random streams in random chunks give what a plain decoder gives")
    func againstReference() throws {
        var random = SplitMix(state: 0x5EED)
        let pieces: [[UInt8]] =
            [
                "data", "data:", "data: ", "event:", "id:", "retry:", "retry: 15", ":", " ", "\n", "\n", "\r", "\r\n", "\n\n", "x", "é",
                "\0", "7",
            ].map { Array($0.utf8) } + [[0xEF], [0xEF, 0xBB, 0xBF], [0xFF]]
        for _ in 0..<4000 {
            let bytes = (0..<Int.random(in: 0..<40, using: &random)).flatMap { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }
            var chunks: [ArraySlice<UInt8>] = []
            var start = 0
            while start < bytes.count {
                let end = min(bytes.count, start + Int.random(in: 1...6, using: &random))
                chunks.append(bytes[start..<end])
                start = end
            }
            #expect(try Self.decode(chunks) == ReferenceEventStream.decode(bytes), "\(bytes)")
        }
    }

    @Test("large pieces, kept in their chunks or copied, give what a plain decoder gives")
    func largePiecesAgainstReference() throws {
        var random = SplitMix(state: 0xB16)
        let line = (0..<3000).map { UInt8(truncatingIfNeeded: 0x20 + $0 % 90) }
        for _ in 0..<300 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1..<12, using: &random) {
                bytes += ["data:", "data: ", ":", "id: 4\ndata:", "data\n\ndata:\t", ""][Int.random(in: 0..<6, using: &random)].utf8
                bytes += line.prefix(Int.random(in: 0...3000, using: &random))
                bytes += ["\n", "\r", "\r\n", "\n\n", "\r\n\r\n"][Int.random(in: 0..<5, using: &random)].utf8
            }
            var chunks: [ArraySlice<UInt8>] = []
            var start = 0
            while start < bytes.count {
                let end = min(
                    bytes.count, start + Int.random(in: 1...[6, 600, 3000, 9000][Int.random(in: 0..<4, using: &random)], using: &random))
                chunks.append(bytes[start..<end])
                start = end
            }
            #expect(try Self.decode(chunks) == ReferenceEventStream.decode(bytes))
        }
    }

    @Test("line ends are found at every place, and nothing else is taken for one")
    func lineEnds() throws {
        for length in 0..<200 {
            for end in ["\n", "\r"] {
                let value = String(repeating: "\t\u{B}x", count: length)
                #expect(try Self.decode([Array("data:\(value)\(end)\(end)".utf8)[...]]) == [.init(name: nil, data: value)])
            }
        }
    }

    @Test("the last event id and the reconnection time can be asked for")
    func resumption() throws {
        var decoder = EventStreamDecoder()
        #expect(decoder.lastEventID == "")
        #expect(decoder.reconnectionTime == nil)
        decoder.append(Array("id: 41\nretry: 2500\n\nid: 42\ndata".utf8))
        #expect(try decoder.next() == nil)
        #expect(decoder.lastEventID == "41")
        #expect(decoder.reconnectionTime == .milliseconds(2500))
    }
}

@Suite struct EventStreamLimitTests {
    private func isTooLarge(_ text: String, limit: Int, chunkSize: Int) throws -> Bool {
        let bytes = Array(text.utf8)
        let chunks = stride(from: 0, to: bytes.count, by: chunkSize).map { bytes[$0..<min($0 + chunkSize, bytes.count)] }
        do {
            _ = try EventStreamDecoderTests.decode(chunks, limit: limit)
            return false
        } catch let error as EventStreamDecoder.LimitExceeded {
            #expect(error.limit == limit)
            return true
        }
    }

    @Test("data may have exactly as many bytes as the limit, in any chunks", arguments: [1, 3, 7, 1000])
    func data(chunkSize: Int) throws {
        let value = String(repeating: "x", count: 100)
        #expect(try !isTooLarge("data: \(value)\n\n", limit: 100, chunkSize: chunkSize))
        #expect(try isTooLarge("data: \(value)\n\n", limit: 99, chunkSize: chunkSize))
        #expect(try !isTooLarge("data: \(value)\ndata: \(value)\n\n", limit: 201, chunkSize: chunkSize))
        #expect(try isTooLarge("data: \(value)\ndata: \(value)\n\n", limit: 200, chunkSize: chunkSize))
    }

    @Test("a line without an end counts, whatever its field", arguments: ["data: ", "event: ", "id: ", ": ", "unknown: ", ""])
    func unfinishedLine(field: String) throws {
        let text = field + String(repeating: "x", count: 2000)
        #expect(try isTooLarge(text, limit: 1000, chunkSize: 64))
        #expect(try !isTooLarge(text, limit: 3000, chunkSize: 64))
    }

    @Test("empty data lines count")
    func emptyLines() throws {
        #expect(try isTooLarge(String(repeating: "data\n", count: 1002), limit: 1000, chunkSize: 64))
        #expect(try !isTooLarge(String(repeating: "data\n", count: 1001), limit: 1000, chunkSize: 64))
    }

    @Test("heartbeats for ever do not count")
    func heartbeats() throws {
        #expect(try !isTooLarge(String(repeating: ": heartbeat\n", count: 10_000), limit: 100, chunkSize: 64))
    }

    @Test("events before the one that is too large are given, and nothing after it")
    func order() throws {
        var decoder = EventStreamDecoder(limit: 10)
        decoder.append(Array("data:1\n\ndata:0123456789A\n\ndata:2\n\n".utf8))
        #expect(try decoder.next()?.text == "1")
        #expect(throws: EventStreamDecoder.LimitExceeded.self) { try decoder.next() }
        #expect(throws: EventStreamDecoder.LimitExceeded.self) { try decoder.next() }
    }
}

/// The rules of the standard, word for word and without regard to speed.
enum ReferenceEventStream {
    static func decode(_ bytes: [UInt8]) -> [EventStreamVector.Event] {
        var bytes = bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        var events: [EventStreamVector.Event] = []
        var name = ""
        var id = ""
        var retry: Int?
        var data: [[UInt8]] = []
        for line in lines(bytes) {
            if line.isEmpty {
                if !data.isEmpty {
                    let text = String(decoding: Array(data.joined(separator: [10])), as: UTF8.self)
                    events.append(.init(name: name.isEmpty ? nil : name, data: text, id: id, retry: retry))
                }
                (name, data, retry) = ("", [], nil)
                continue
            }
            let colon = line.firstIndex(of: 58) ?? line.endIndex
            var value = line[min(colon + 1, line.endIndex)...]
            if value.first == 32 { value = value.dropFirst() }
            switch String(decoding: line[..<colon], as: UTF8.self) {
            case "data": data.append(Array(value))
            case "event": name = String(decoding: value, as: UTF8.self)
            case "id": if !value.contains(0) { id = String(decoding: value, as: UTF8.self) }
            case "retry": if value.allSatisfy({ (48...57).contains($0) }) { retry = Int(String(decoding: value, as: UTF8.self)) ?? retry }
            default: break
            }
        }
        return events
    }

    /// The lines that have an end.
    private static func lines(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = bytes.startIndex
        var index = start
        while index < bytes.endIndex {
            guard bytes[index] == 10 || bytes[index] == 13 else {
                index += 1
                continue
            }
            lines.append(bytes[start..<index])
            if bytes[index] == 13, index + 1 < bytes.endIndex, bytes[index + 1] == 10 { index += 1 }
            index += 1
            start = index
        }
        return lines
    }
}
