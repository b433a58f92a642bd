import APIRuntime
import Foundation
import GatewayImages

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The decoder of event streams, and the way from the bytes of a stream to a typed event.
enum EventFigures {
    static func run() {
        print("\nevents, decoded, in chunks of 64 KB")
        for length in Pictures.lengths { print(decoder(event: length, chunk: 64 << 10)) }
        print("\nevents of 2 MB, decoded")
        for size in [1 << 10, 8 << 10, 64 << 10, 1 << 20] { print(decoder(event: 2 << 20, chunk: size)) }
        print("\nevents decoded in chunks of one byte")
        for length in [1 << 10, 64 << 10, 1 << 20] { print(decoder(event: length, chunk: 1, total: 1 << 20, goal: nil)) }
        print("\nevents of a stream with the picture in `Data`, in chunks of 64 KB")
        for length in Pictures.lengths { print(typed(length)) }
    }

    private static func decoder(event length: Int, chunk size: Int, total: Int = 40 << 20, goal: Double? = 0.5) -> String {
        let event = Pictures.event(base64: Pictures.picture(base64Length: length).base64EncodedData())
        let count = max(1, total / event.count)
        let chunks = Pictures.chunks(of: event, repeated: count, size: size)
        let name = "\(Pictures.name(length)) events, \(Pictures.name(size)) chunks"
        guard decoded(chunks) == count else { return "\(name): wrong" }
        return Comparison(
            name, { decoded(chunks) }, against: "memchr for LF", { lines(chunks) }, bytes: count * event.count, goal: goal
        ).measured(rounds: 15).row
    }

    private static func decoded(_ chunks: [[UInt8]]) -> Int {
        var decoder = EventStreamDecoder()
        var count = 0
        for chunk in chunks {
            decoder.append(chunk)
            while (try? decoder.next()) != nil { count += 1 }
        }
        return count
    }

    private static func lines(_ chunks: [[UInt8]]) -> Int {
        var count = 0
        for chunk in chunks {
            chunk.withUnsafeBytes { bytes in
                var offset = 0
                while offset < bytes.count, let base = bytes.baseAddress, let found = memchr(base + offset, 10, bytes.count - offset) {
                    offset = UnsafeRawPointer(found) - base + 1
                    count += 1
                }
            }
        }
        return count
    }

    private static func typed(_ length: Int) -> String {
        let text = Pictures.picture(base64Length: length).base64EncodedData()
        let event = Pictures.event(base64: text)
        let count = max(1, (20 << 20) / event.count)
        let chunks = Pictures.chunks(of: event, repeated: count, size: 64 << 10)
        let name = "\(Pictures.name(length)) picture of an event"
        guard pictures(chunks) == count * text.count / 4 * 3 else { return "\(name): wrong" }
        return Comparison(
            name, { pictures(chunks) }, against: "base64 alone",
            { (0..<count).reduce(0) { sum, _ in sum + (Data(base64Encoded: text)?.count ?? 0) } }, bytes: count * event.count, goal: 0.5
        ).measured(rounds: 15).row
    }

    /// The bytes of the pictures.
    private static func pictures(_ chunks: [[UInt8]]) -> Int {
        var decoder = EventStreamDecoder()
        var bytes = 0
        for chunk in chunks {
            decoder.append(chunk)
            while let event = try? decoder.next() {
                if case .completed(let picture) = try? ImageEvent(event.indexed()) { bytes += picture.b64JSON?.count ?? 0 }
            }
        }
        return bytes
    }
}
