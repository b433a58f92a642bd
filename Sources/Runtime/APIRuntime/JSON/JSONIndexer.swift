/// Makes the ``JSONTape`` of a text in one pass: RFC 8259 to the letter, without recursion, in linear time.
///
/// Strings are checked to be UTF-8 and their escapes to be well-formed here, once, so that nothing read later can fail
/// on them.
struct JSONIndexer {
    private let text: UnsafeBufferPointer<UInt8>
    private let depthLimit: Int
    private var offset = 0
    private(set) var words: JSONWords
    private var innermost: Container?
    /// The number of containers that are open.
    private var depth = 0

    /// An array or object that is not closed yet. Its second word, which is written when it closes, has the place and the count of the
    /// one around it until then: so there is no stack to keep.
    private struct Container {
        let position: Int
        let isObject: Bool
        var count = 0

        /// As in a second word.
        var word: JSONWord { JSONWord(end: position, count: count) }
    }

    init(_ text: UnsafeBufferPointer<UInt8>, depthLimit: Int) {
        self.text = text
        self.depthLimit = depthLimit
        words = JSONWords(capacity: min(text.count / 16 + 16, 1 << 16))
    }

    mutating func run() throws(JSONError) {
        do throws(Failure) {
            guard text.count < UInt32.max else { throw Failure(.tooLong, at: 0) }
            try indexText()
        } catch {
            throw JSONError(error.kind, pointer: pointerHere, offset: error.offset)
        }
    }

    /// What is wrong and where; the pointer is worked out once, when it is thrown on.
    struct Failure: Error {
        let kind: JSONError.Kind
        let offset: Int

        init(_ kind: JSONError.Kind, at offset: Int) {
            self.kind = kind
            self.offset = offset
        }
    }
}

// MARK: - Structure

extension JSONIndexer {
    private mutating func indexText() throws(Failure) {
        // RFC 8259, section 8.1: a parser may ignore a byte order mark.
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
        var hasMore = true
        while hasMore {
            // A container that was just opened and is not empty goes on with its first value.
            if try indexValue() { continue }
            hasMore = try finishValue()
        }
        skipSpace()
        guard offset == text.count else { throw unexpected("the end of the text") }
    }

    /// Indexes a scalar or an empty container; or opens a container, and returns true.
    private mutating func indexValue() throws(Failure) -> Bool {
        skipSpace()
        guard offset < text.count else { throw unexpected("a value") }
        switch text[offset] {
        case UInt8(ascii: "\""): try indexString()
        case UInt8(ascii: "{"): return try open(.object)
        case UInt8(ascii: "["): return try open(.array)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try indexNumber()
        case UInt8(ascii: "t"): try indexLiteral("true", .true)
        case UInt8(ascii: "f"): try indexLiteral("false", .false)
        case UInt8(ascii: "n"): try indexLiteral("null", .null)
        default: throw unexpected("a value")
        }
        return false
    }

    /// Goes on behind a value, closing what is to be closed; false where the outermost value is complete.
    private mutating func finishValue() throws(Failure) -> Bool {
        while let container = innermost {
            innermost?.count += 1
            skipSpace()
            guard offset < text.count else { throw unexpected(container.isObject ? "`,` or `}`" : "`,` or `]`") }
            switch text[offset] {
            case UInt8(ascii: ","):
                offset += 1
                if container.isObject { try indexKey() }
                return true
            case UInt8(ascii: "}") where container.isObject, UInt8(ascii: "]") where !container.isObject:
                offset += 1
                close()
            default:
                throw unexpected(container.isObject ? "`,` or `}`" : "`,` or `]`")
            }
        }
        return false
    }

    private mutating func open(_ kind: JSONWord.Kind) throws(Failure) -> Bool {
        let start = offset
        guard depth < depthLimit else { throw Failure(.tooDeep(limit: depthLimit), at: start) }
        let outer = innermost?.word ?? JSONWord(bits: 0)
        innermost = Container(position: words.count, isObject: kind == .object)
        depth += 1
        words.append(JSONWord(kind, offset: start))
        words.append(outer)
        offset += 1
        skipSpace()
        let end = kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")
        if offset < text.count, text[offset] == end {
            offset += 1
            close()
            return false
        }
        if kind == .object { try indexKey() }
        return true
    }

    private mutating func close() {
        guard let container = innermost else { return }
        innermost = around(container)
        depth -= 1
        words[container.position + 1] = JSONWord(end: words.count, count: container.count)
    }

    /// The container around one that is open; nil for the outermost.
    private func around(_ container: Container) -> Container? {
        guard container.position > 0 else { return nil }
        let outer = words[container.position + 1]
        return Container(position: outer.end, isObject: words[outer.end].kind == .object, count: outer.count)
    }

    private mutating func indexKey() throws(Failure) {
        skipSpace()
        guard offset < text.count, text[offset] == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
        try indexString()
        skipSpace()
        guard offset < text.count, text[offset] == UInt8(ascii: ":") else { throw unexpected("`:`") }
        offset += 1
    }

    @inline(__always)
    private mutating func skipSpace() {
        while offset < text.count {
            switch text[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }
}

// MARK: - Scalars

extension JSONIndexer {
    private mutating func indexLiteral(_ literal: StaticString, _ kind: JSONWord.Kind) throws(Failure) {
        let start = offset
        for index in 0..<literal.utf8CodeUnitCount {
            guard offset < text.count, text[offset] == literal.utf8Start[index] else { throw unexpected("`\(literal)`") }
            offset += 1
        }
        words.append(JSONWord(kind, length: offset - start, offset: start))
    }

    private mutating func indexNumber() throws(Failure) {
        let start = offset
        var isInteger = true
        if text[offset] == UInt8(ascii: "-") { offset += 1 }
        if offset < text.count, text[offset] == UInt8(ascii: "0") {
            offset += 1
        } else {
            try skipDigits()
        }
        if offset < text.count, text[offset] == UInt8(ascii: ".") {
            isInteger = false
            offset += 1
            try skipDigits()
        }
        if offset < text.count, text[offset] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            offset += 1
            if offset < text.count, text[offset] == UInt8(ascii: "+") || text[offset] == UInt8(ascii: "-") { offset += 1 }
            try skipDigits()
        }
        words.append(JSONWord(.number, mark: isInteger, length: offset - start, offset: start))
    }

    @inline(__always)
    private mutating func skipDigits() throws(Failure) {
        let start = offset
        while offset < text.count, text[offset] &- UInt8(ascii: "0") < 10 { offset += 1 }
        if offset == start { throw unexpected("a digit") }
    }

    private mutating func indexString() throws(Failure) {
        let start = offset + 1
        var scan = JSONStringScan(text, from: start)
        do throws(Failure) {
            try scan.run()
        } catch {
            offset = error.offset
            throw error
        }
        words.append(JSONWord(.string, mark: scan.hasEscapes, length: scan.offset - start, offset: start))
        offset = scan.offset + 1
    }
}

// MARK: - Errors

extension JSONIndexer {
    private func unexpected(_ expected: String) -> Failure {
        guard offset < text.count else {
            return Failure(text.isEmpty ? .emptyText : .unexpectedEnd(expected: expected), at: offset)
        }
        return Failure(.unexpected(byte: text[offset], expected: expected), at: offset)
    }

    /// The pointer of the value being read, or of the container whose next key could not be read.
    private var pointerHere: String {
        var pointer = ""
        for container in openContainers {
            guard container.isObject else {
                JSONPointer.append(container.count, to: &pointer)
                continue
            }
            guard let key = lastKey(of: container) else { break }
            JSONPointer.append(key, to: &pointer)
        }
        return pointer
    }

    /// The containers that are open, outermost first.
    private var openContainers: [Container] {
        var containers: [Container] = []
        var next = innermost
        while let container = next {
            containers.append(container)
            next = around(container)
        }
        return containers.reversed()
    }

    /// The key whose value is being read; nil where a key is being read.
    private func lastKey(of container: Container) -> String? {
        var position = container.position + 2
        for _ in 0..<container.count {
            position += 1
            position = words[position].isContainer ? words[position + 1].end : position + 1
        }
        guard position < words.count else { return nil }
        let key = words[position]
        // A key without its colon is not yet a place.
        guard isFollowedByColon(key) else { return nil }
        return JSONStringReading.string(text, key.offset..<key.offset + key.length, hasEscapes: key.mark)
    }

    private func isFollowedByColon(_ key: JSONWord) -> Bool {
        var index = key.offset + key.length + 1
        while index < text.count, [0x20, 0x0A, 0x0D, 0x09].contains(text[index]) { index += 1 }
        return index < text.count && text[index] == UInt8(ascii: ":")
    }
}
