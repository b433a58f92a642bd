/// Base64 text of bytes (RFC 4648, section 4): the standard alphabet, padded, on one line.
enum Base64Writing {
    private static let alphabet: [UInt8] = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The two characters for each twelve bits, the first one in the low byte.
    private static let pairs: [UInt16] = (0..<4096).map { UInt16(alphabet[$0 >> 6]) | UInt16(alphabet[$0 & 63]) << 8 }

    /// The length of the text of that many bytes.
    static func length(of count: Int) -> Int { (count + 2) / 3 * 4 }

    /// Fills `target`, which has the length of the text.
    static func write(_ content: UnsafeRawBufferPointer, to target: UnsafeMutableBufferPointer<UInt8>) {
        guard let source = content.baseAddress, let output = UnsafeMutableRawPointer(target.baseAddress) else { return }
        var read = 0
        var written = 0
        pairs.withUnsafeBufferPointer { pairs in
            // Six bytes at a time, of eight loaded.
            while read + 8 <= content.count {
                let word = UInt64(bigEndian: source.loadUnaligned(fromByteOffset: read, as: UInt64.self))
                let low = UInt64(pairs[Int(word >> 52)]) | UInt64(pairs[Int(word >> 40 & 0xFFF)]) << 16
                let high = UInt64(pairs[Int(word >> 28 & 0xFFF)]) | UInt64(pairs[Int(word >> 16 & 0xFFF)]) << 16
                output.storeBytes(of: (low | high << 32).littleEndian, toByteOffset: written, as: UInt64.self)
                read += 6
                written += 8
            }
        }
        while read < content.count {
            let group = (0..<3).reduce(0) { $0 << 8 | (read + $1 < content.count ? Int(content[read + $1]) : 0) }
            for place in 0..<4 {
                let isPadding = read + place > content.count
                target[written + place] = isPadding ? UInt8(ascii: "=") : alphabet[group >> (18 - 6 * place) & 63]
            }
            read += 3
            written += 4
        }
    }
}
