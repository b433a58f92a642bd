import CBase64

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Bytes of base64 text (RFC 4648) as it comes from servers: also in the URL-safe alphabet, broken into lines, without
/// its padding, and with characters escaped as JSON allows.
struct Base64Reading {
    private let text: UnsafeBufferPointer<UInt8>
    private let output: UnsafeMutablePointer<UInt8>
    private var read = 0
    private(set) var written = 0
    private(set) var progress: Progress

    /// What is known from the pieces of the text that were read before.
    struct Progress {
        /// Bits that are not written yet: six for each character.
        fileprivate var pending: UInt32 = 0
        fileprivate var pendingCharacters = 0
        fileprivate var padding = 0
    }

    struct Failure: Error {
        let problem: String
        /// Offset in the text.
        let offset: Int
    }

    /// The most bytes that a text of that length can stand for, and room for the last word to be written whole.
    static func capacity(for length: Int) -> Int { length / 4 * 3 + 8 }

    /// Reads a text that ``JSONStringScan`` has checked, into memory of ``capacity(for:)``.
    /// It may be a piece of a text, with whole escapes.
    init(_ text: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>, after progress: Progress = Progress()) {
        self.text = text
        self.output = output
        self.progress = progress
    }

    /// Reads the whole text.
    mutating func run() throws(Failure) {
        try readPiece()
        try finish()
    }

    /// Reads a piece, behind which others may come.
    mutating func readPiece() throws(Failure) {
        while true {
            if progress.pendingCharacters == 0, progress.padding == 0 { readGroups() }
            guard read < text.count else { break }
            try readCharacter()
        }
    }

    /// As many characters at a time as the processor can, then eight, up to the first eight that are not all of an alphabet.
    private mutating func readGroups() {
        guard let base = text.baseAddress else { return }
        let characters = base64_decode_blocks(base + read, text.count - read, output + written)
        read += characters
        written += characters / 4 * 3
        let raw = UnsafeMutableRawPointer(output)
        Self.places.withUnsafeBufferPointer { places in
            while read + 8 <= text.count {
                let characters = base + read
                let left = Self.group(characters, places)
                let right = Self.group(characters + 4, places)
                if (left | right) & Self.invalid != 0 { return }
                raw.storeBytes(of: (UInt64(left) | UInt64(right) << 24).littleEndian, toByteOffset: written, as: UInt64.self)
                read += 8
                written += 6
            }
        }
    }

    /// The three bytes of four characters, the first one lowest.
    @inline(__always)
    private static func group(_ characters: UnsafePointer<UInt8>, _ places: UnsafeBufferPointer<UInt32>) -> UInt32 {
        places[Int(characters[0])] | places[256 + Int(characters[1])] | places[512 + Int(characters[2])] | places[768 + Int(characters[3])]
    }

    private mutating func readCharacter() throws(Failure) {
        let start = read
        var character = text[read]
        read += 1
        if character == UInt8(ascii: "\\") {
            let (scalar, length) = JSONStringReading.scalar(text, at: start)
            read = start + length
            guard scalar.isASCII else { throw Failure(problem: "U+\(String(scalar.value, radix: 16, uppercase: true))", offset: start) }
            character = UInt8(truncatingIfNeeded: scalar.value)
        }
        switch character {
        case 0x20, 0x09, 0x0A, 0x0D: return
        case UInt8(ascii: "="):
            progress.padding += 1
            if progress.padding > 2 { throw Failure(problem: "more than two `=`", offset: start) }
        default:
            let sextet = Self.sextets[Int(character)]
            guard sextet < 64 else { throw Failure(problem: "\(JSONError.name(of: character)) is not of its alphabet", offset: start) }
            guard progress.padding == 0 else { throw Failure(problem: "there is text behind its padding", offset: start) }
            append(sextet)
        }
    }

    private mutating func append(_ sextet: UInt32) {
        progress.pending = progress.pending << 6 | sextet
        progress.pendingCharacters += 1
        guard progress.pendingCharacters == 4 else { return }
        output[written] = UInt8(truncatingIfNeeded: progress.pending >> 16)
        output[written + 1] = UInt8(truncatingIfNeeded: progress.pending >> 8)
        output[written + 2] = UInt8(truncatingIfNeeded: progress.pending)
        written += 3
        progress.pending = 0
        progress.pendingCharacters = 0
    }

    /// Ends the text. Two characters more are a byte, three are two; the bits left over are ignored, as by other decoders.
    mutating func finish() throws(Failure) {
        switch progress.pendingCharacters {
        case 1: throw Failure(problem: "the last character is one too many, or three are missing", offset: text.count)
        case 2:
            output[written] = UInt8(truncatingIfNeeded: progress.pending >> 4)
            written += 1
        case 3:
            output[written] = UInt8(truncatingIfNeeded: progress.pending >> 10)
            output[written + 1] = UInt8(truncatingIfNeeded: progress.pending >> 2)
            written += 2
        default: break
        }
    }

    /// Set for bytes that are of no alphabet; no sextet reaches so far.
    private static let invalid: UInt32 = 1 << 24

    /// The six bits of each character of both alphabets.
    private static let sextets: [UInt32] = {
        var table = [UInt32](repeating: invalid, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, character) in alphabet.utf8.enumerated() { table[Int(character)] = UInt32(value) }
        table[Int(UInt8(ascii: "-"))] = 62
        table[Int(UInt8(ascii: "_"))] = 63
        return table
    }()

    /// The six bits of each character where they belong in three bytes, the first one lowest: a table for each of four
    /// places, one behind the other.
    private static let places: [UInt32] = (0..<4).flatMap { place in
        sextets.map { sextet in
            guard sextet < 64 else { return invalid }
            let bits = sextet << (18 - 6 * UInt32(place))
            return bits >> 16 | bits & 0xFF00 | (bits & 0xFF) << 16
        }
    }
}

extension Data: JSONDecodable, JSONEncodable {
    /// Reads base64 text, straight from the text of the document. Both alphabets, white space between the characters,
    /// missing padding and escaped characters are taken; throws ``JSONError`` with the place for anything else.
    public init(json: borrowing JSONView) throws {
        guard json.word.kind == .string else { throw json.wrongKind(expected: "a string of base64") }
        self = try json.tape.withBytes(of: json.position) { text in
            guard !text.isEmpty else { return Data() }
            guard let memory = malloc(Base64Reading.capacity(for: text.count)) else { throw json.error("too large for the memory") }
            var reading = Base64Reading(text, into: memory.assumingMemoryBound(to: UInt8.self))
            do throws(Base64Reading.Failure) {
                try reading.run()
            } catch {
                free(memory)
                throw JSONError(.invalidBase64(error.problem), pointer: json.pointer, offset: json.word.offset + error.offset)
            }
            return Data(bytesNoCopy: memory, count: reading.written, deallocator: .free)
        }
    }

    /// Writes base64 text in the standard alphabet, padded, on one line.
    public func write(to json: inout JSONWriter) {
        if json.pieces != nil { return json.take(.data(self)) }
        withUnsafeBytes { json.writeBase64($0) }
    }
}
