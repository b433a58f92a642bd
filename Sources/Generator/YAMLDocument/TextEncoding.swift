/// An encoding that cannot be read at all; the fault stands where the decoded text ends.
enum EncodingFault: Sendable {
    case utf32
    case brokenUTF16

    var message: String {
        switch self {
        case .utf32: "The file is in UTF-32, which YAML and JSON tools do not read; save it as UTF-8."
        case .brokenUTF16: "The file begins as UTF-16 but holds half a character here; save it as UTF-8."
        }
    }
}

/// The text in UTF-8 without byte order mark (YAML 1.2, 5.2).
func decodeText(_ bytes: [UInt8]) -> (text: [UInt8], fault: EncodingFault?) {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return ([], .utf32) }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (Array(bytes.dropFirst(3)), nil) }
    if bytes.starts(with: [0xFF, 0xFE]) { return decodeUTF16(bytes, high: 1) }
    if bytes.starts(with: [0xFE, 0xFF]) { return decodeUTF16(bytes, high: 0) }
    return (bytes, nil)
}

private func decodeUTF16(_ bytes: [UInt8], high: Int) -> (text: [UInt8], fault: EncodingFault?) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count / 2)
    let units = stride(from: 2, to: bytes.count - 1, by: 2).lazy.map { at in
        UInt16(bytes[at + high]) << 8 | UInt16(bytes[at + 1 - high])
    }
    let isBroken = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true) { text.append($0) }
    return (text, isBroken || !bytes.count.isMultiple(of: 2) ? .brokenUTF16 : nil)
}

/// What one look at every byte of a text tells.
struct TextSurvey {
    /// Where the first byte is that is no UTF-8 (RFC 3629) or is NUL.
    var faultOffset: Int?
    /// Whether U+0085, U+2028 or U+2029 occur.
    var hasLegacyLineBreaks = false

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let raw = UnsafeRawBufferPointer(bytes)
        var at = 0
        while at < bytes.count {
            // Eight bytes at a time while all are ASCII and none is NUL (taking one from it sets its high bit).
            while at + 8 <= bytes.count {
                let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
                guard ((word &- ones) | word) & highs == 0 else { break }
                at += 8
            }
            guard at < bytes.count else { return }
            let length = bytes[at] < 0x80 ? (bytes[at] == 0 ? 0 : 1) : sequenceLength(bytes, at)
            guard length > 0 else {
                faultOffset = at
                return
            }
            at += length
        }
    }

    /// The length of the well-formed sequence that begins here, by the table of RFC 3629, section 4; 0 if there is none.
    private mutating func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        let lead = bytes[at]
        let second = at + 1 < bytes.count ? bytes[at + 1] : 0
        switch lead {
        case 0xC2...0xDF:
            if lead == 0xC2, second == 0x85 { hasLegacyLineBreaks = true }
            return isTail(second) ? 2 : 0
        case 0xE0...0xEF:
            guard at + 2 < bytes.count, isTail(bytes[at + 2]) else { return 0 }
            if lead == 0xE2, second == 0x80, bytes[at + 2] | 1 == 0xA9 { hasLegacyLineBreaks = true }
            let low: UInt8 = lead == 0xE0 ? 0xA0 : 0x80
            let high: UInt8 = lead == 0xED ? 0x9F : 0xBF
            return second >= low && second <= high ? 3 : 0
        case 0xF0...0xF4:
            guard at + 3 < bytes.count, isTail(bytes[at + 2]), isTail(bytes[at + 3]) else { return 0 }
            let low: UInt8 = lead == 0xF0 ? 0x90 : 0x80
            let high: UInt8 = lead == 0xF4 ? 0x8F : 0xBF
            return second >= low && second <= high ? 4 : 0
        default:
            return 0
        }
    }

    private func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
