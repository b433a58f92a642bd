import Foundation

/// Pictures, and the bytes in which they come.
enum Pictures {
    /// The lengths of base64 text that are measured.
    static let lengths = [1 << 10, 16 << 10, 256 << 10, 2 << 20, 20 << 20]

    /// A picture whose base64 text has a length.
    static func picture(base64Length length: Int) -> Data {
        Data((0..<length / 4 * 3).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) })
    }

    /// An answer with one picture.
    static func answer(base64 text: Data) -> [UInt8] {
        Array(#"{"created":1,"data":[{"b64_json":""#.utf8) + text + Array(#""}]}"#.utf8)
    }

    /// An event with one picture, and a heartbeat.
    static func event(base64 text: Data) -> [UInt8] {
        Array("event: image_generation.completed\ndata: {\"type\":\"image_generation.completed\",\"b64_json\":\"".utf8) + text
            + Array("\"}\n\n: heartbeat\n".utf8)
    }

    /// The same bytes again and again, in chunks of a size.
    static func chunks(of bytes: [UInt8], repeated count: Int, size: Int) -> [[UInt8]] {
        let all = Array(repeatElement(bytes, count: count).joined())
        return stride(from: 0, to: all.count, by: size).map { Array(all[$0..<min($0 + size, all.count)]) }
    }

    /// A length for a person: `16 KB`.
    static func name(_ length: Int) -> String {
        length >= 1 << 20 ? "\(length >> 20) MB" : length >= 1 << 10 ? "\(length >> 10) KB" : "\(length) B"
    }
}
