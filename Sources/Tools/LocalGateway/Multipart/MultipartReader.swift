import Foundation

/// Reads a multipart/form-data body as it comes (RFC 2046, section 5.1; RFC 7578): a push parser with bounded memory.
///
/// It holds one part's head or the few bytes that may be the start of a boundary, never a part's content.
struct MultipartReader {
    struct Failure: Error, Equatable {
        var message: String
    }

    /// What a part's head says.
    struct PartHead: Equatable {
        var name: String
        var filename: String?
    }

    /// A step of the body.
    enum Event {
        case head(PartHead)
        /// A piece of the current part's content; valid during the call only.
        case content(UnsafeRawBufferPointer)
        case end
    }

    static let maximumParts = 1_000
    static let maximumHeadBytes = 16_384

    private enum State {
        case preamble, afterBoundary, head, content, epilogue
    }

    private var state = State.preamble
    /// CRLF, two hyphens, the boundary.
    private let delimiter: [UInt8]
    /// What came and is not used up yet. Begins with a CRLF of its own, for a boundary that opens the body.
    private var pending: [UInt8] = [0x0D, 0x0A]
    private var parts = 0

    init(boundary: String) {
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// Takes the next bytes and hands on what they complete.
    mutating func read(_ bytes: UnsafeRawBufferPointer, _ take: (Event) throws(Failure) -> Void) throws(Failure) {
        pending.append(contentsOf: bytes)
        let input = pending
        var used = 0
        while try step(input, &used, take) {}
        pending = Array(input[used...])
    }

    /// Says that the body has ended.
    func finish() throws(Failure) {
        guard state == .epilogue else {
            throw Failure(message: state == .preamble ? "the boundary does not occur" : "it ends before the closing boundary")
        }
    }

    /// Uses up some of the input; false when it takes more bytes to go on.
    private mutating func step(_ input: [UInt8], _ used: inout Int, _ take: (Event) throws(Failure) -> Void) throws(Failure) -> Bool {
        switch state {
        case .preamble:
            guard let found = search(input, from: &used, { _ in }) else { return false }
            used = found
            state = .afterBoundary
        case .content:
            var failure: Failure?
            let found = search(input, from: &used) { bytes in
                do throws(Failure) { try take(.content(bytes)) } catch { failure = error }
            }
            if let failure { throw failure }
            guard let found else { return false }
            used = found
            try take(.end)
            state = .afterBoundary
        case .afterBoundary: return try boundaryLine(input, &used)
        case .head:
            guard let head = try head(input, &used) else { return false }
            try take(.head(head))
            state = .content
        case .epilogue:
            used = input.count
            return false
        }
        return true
    }

    /// Hands on what stands before the next delimiter; returns where the delimiter ends. Nil: it is not there yet, and
    /// only what may be its beginning was kept.
    private func search(_ input: [UInt8], from start: inout Int, _ before: (UnsafeRawBufferPointer) -> Void) -> Int? {
        let first = start
        return input.withUnsafeBytes { bytes in
            var candidate = first
            while candidate < bytes.count {
                guard let base = bytes.baseAddress, let carriageReturn = memchr(base + candidate, 0x0D, bytes.count - candidate) else {
                    candidate = bytes.count
                    break
                }
                candidate = base.distance(to: UnsafeRawPointer(carriageReturn))
                let length = min(delimiter.count, bytes.count - candidate)
                if memcmp(base + candidate, delimiter, length) == 0 {
                    guard length == delimiter.count else { break }
                    if candidate > first { before(UnsafeRawBufferPointer(rebasing: bytes[first..<candidate])) }
                    return candidate + length
                }
                candidate += 1
            }
            if candidate > first { before(UnsafeRawBufferPointer(rebasing: bytes[first..<candidate])) }
            start = candidate
            return nil
        }
    }

    /// What follows a boundary: two hyphens end the body, a line break begins a part; blanks before it are allowed.
    private mutating func boundaryLine(_ input: [UInt8], _ used: inout Int) throws(Failure) -> Bool {
        var position = used
        while position < input.count && (input[position] == 0x20 || input[position] == 0x09) { position += 1 }
        guard position - used < Self.maximumHeadBytes else { throw Failure(message: "a boundary is followed by too many blanks") }
        guard position + 2 <= input.count else { return false }
        if position == used && input[position] == UInt8(ascii: "-") && input[position + 1] == UInt8(ascii: "-") {
            state = .epilogue
        } else if input[position] == 0x0D && input[position + 1] == 0x0A {
            parts += 1
            guard parts <= Self.maximumParts else { throw Failure(message: "it has more than \(Self.maximumParts) parts") }
            state = .head
        } else {
            throw Failure(message: "a boundary is followed by other text")
        }
        used = position + 2
        return true
    }

    /// The head of a part, up to and with its blank line; nil while that has not come.
    private func head(_ input: [UInt8], _ used: inout Int) throws(Failure) -> PartHead? {
        var lines: [String] = []
        var start = used
        while true {
            guard let end = (start..<max(start, input.count - 1)).first(where: { input[$0] == 0x0D && input[$0 + 1] == 0x0A }) else {
                guard input.count - used <= Self.maximumHeadBytes else {
                    throw Failure(message: "the head of part \(parts) is larger than \(Self.maximumHeadBytes) bytes")
                }
                return nil
            }
            if end == start { break }
            lines.append(String(decoding: input[start..<end], as: UTF8.self))
            start = end + 2
        }
        guard start - used <= Self.maximumHeadBytes else {
            throw Failure(message: "the head of part \(parts) is larger than \(Self.maximumHeadBytes) bytes")
        }
        used = start + 2
        return try Self.partHead(lines, number: parts)
    }

    private static func partHead(_ lines: [String], number: Int) throws(Failure) -> PartHead {
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else {
                throw Failure(message: "the head of part \(number) has a line without a colon")
            }
            guard line[..<colon].lowercased() == "content-disposition" else { continue }
            let disposition = HeaderParameters(String(line[line.index(after: colon)...]))
            guard disposition.value == "form-data", let name = disposition.unescaped("name") else { break }
            return PartHead(name: name, filename: disposition.unescaped("filename"))
        }
        throw Failure(message: "part \(number) has no Content-Disposition: form-data with a name")
    }
}
