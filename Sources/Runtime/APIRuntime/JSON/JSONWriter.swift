/// Writes one JSON text, compact, straight into bytes.
///
/// Commas and colons are put by the writer. A value that JSON cannot hold is remembered, and thrown by ``finish()``.
public struct JSONWriter: Sendable {
    /// The text, and room behind it.
    private var bytes: [UInt8] = []
    private var used = 0
    /// Whether a value stands where the writer is, so that a comma comes before the next.
    private var isAfterValue = false
    private var openContainers = 0
    /// The first value that JSON cannot hold, and where its stand-in is in the text.
    private var failure: (kind: JSONError.Kind, offset: Int)?
    /// Where they are wanted, there is no text.
    private(set) var pieces: WrittenPieces?

    init(pieces: WrittenPieces) { self.pieces = pieces }

    /// A writer that has written nothing.
    public init() {}

    /// The text of a value; throws ``JSONError`` where the value contains what JSON cannot hold.
    public static func bytes<Value: JSONEncodable>(_ value: Value) throws(JSONError) -> [UInt8] {
        var writer = JSONWriter()
        value.write(to: &writer)
        return try writer.finish()
    }

    /// The text. Throws ``JSONError`` where a value is one that JSON cannot hold, such as an infinity, with its place;
    /// and where nothing was written or something is still open.
    public consuming func finish() throws(JSONError) -> [UInt8] {
        guard isAfterValue, openContainers == 0 else { throw JSONError(.incomplete, pointer: "") }
        bytes.removeLast(bytes.count - used)
        guard let failure else { return bytes }
        // The stand-in is valid JSON, so the text itself says what its place is.
        let tape = try JSONDocument(parsing: bytes, depthLimit: .max).tape
        let pointer = tape.position(ofOffset: failure.offset).map { tape.pointer(to: $0) }
        throw JSONError(failure.kind, pointer: pointer ?? "")
    }
}

// MARK: - Arrays and objects

extension JSONWriter {
    /// Opens an object. Its members follow, then ``endObject()``.
    public mutating func beginObject() { begin(UInt8(ascii: "{")) }

    /// Closes the innermost object.
    public mutating func endObject() { end(UInt8(ascii: "}")) }

    /// Opens an array. Its elements follow, then ``endArray()``.
    public mutating func beginArray() { begin(UInt8(ascii: "[")) }

    /// Closes the innermost array.
    public mutating func endArray() { end(UInt8(ascii: "]")) }

    @inline(never)
    mutating func take(_ piece: WrittenPieces.Piece) { pieces?.take(piece) }

    private mutating func begin(_ byte: UInt8) {
        if pieces != nil { return take(.begin) }
        separate()
        append(byte)
        isAfterValue = false
        openContainers += 1
    }

    private mutating func end(_ byte: UInt8) {
        if pieces != nil { return take(.end) }
        append(byte)
        isAfterValue = true
        openContainers -= 1
    }

    /// Writes a property; nothing at all where the value is nil.
    public mutating func write<Value: JSONEncodable>(_ key: StaticString, _ value: Value?) {
        guard let value else {
            if pieces != nil { take(.absent) }
            return
        }
        writeKey(key)
        writeMember(value)
    }

    /// Writes a property; `null` where the value is nil.
    public mutating func writeOrNull<Value: JSONEncodable>(_ key: StaticString, _ value: Value?) {
        writeKey(key)
        if let value { writeMember(value) } else { writeNull() }
    }

    /// Writes properties that the description does not name, in order of their keys.
    public mutating func writeAdditional<Value: JSONEncodable>(_ members: [String: Value]?) {
        guard let members else { return }
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
            writeKey(key)
            writeMember(value)
        }
    }

    /// Writes a value: an element of the innermost array, the value of the key just written, or the whole text.
    public mutating func write<Value: JSONEncodable>(_ value: Value) {
        value.write(to: &self)
    }

    /// A type that writes nothing must not leave a key without a value.
    private mutating func writeMember<Value: JSONEncodable>(_ value: Value) {
        value.write(to: &self)
        if !isAfterValue, pieces == nil { writeNull() }
    }

    /// Writes the key of the value that follows.
    public mutating func writeKey(_ key: String) {
        writeString(key)
        guard pieces == nil else { return }
        append(UInt8(ascii: ":"))
        isAfterValue = false
    }

    private mutating func writeKey(_ key: StaticString) {
        // Of equal models the properties are the same.
        guard pieces == nil else { return }
        writeQuoted(UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount), followedBy: UInt8(ascii: ":"))
        isAfterValue = false
    }

    /// Writes `null`.
    public mutating func writeNull() { writeLiteral("null") }
}

// MARK: - Scalars

extension JSONWriter {
    mutating func writeLiteral(_ literal: StaticString) {
        if pieces != nil { return take(.text("\(literal)")) }
        separate()
        append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
        isAfterValue = true
    }

    mutating func writeString(_ text: String) {
        if pieces != nil { return take(.text(text)) }
        var text = text
        text.withUTF8 { writeQuoted($0) }
        isAfterValue = true
    }

    /// Writes the text of a number; nil stands for one that JSON has no text for.
    mutating func writeNumber(_ text: String?) {
        if pieces != nil { return take(.text(text ?? "")) }
        guard var text else { return fail(.notFinite) }
        separate()
        text.withUTF8 { append($0) }
        isAfterValue = true
    }

    mutating func writeInteger(_ value: Int64) {
        if pieces != nil { return take(.integer(value)) }
        separate()
        reserve(20)
        var magnitude = value.magnitude
        var count = value < 0 ? 1 : 0
        var limit = magnitude
        repeat {
            count += 1
            limit /= 10
        } while limit > 0
        bytes.withUnsafeMutableBufferPointer { bytes in
            var place = used + count
            repeat {
                place -= 1
                let (rest, digit) = magnitude.quotientAndRemainder(dividingBy: 10)
                bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
                magnitude = rest
            } while magnitude > 0
            if value < 0 { bytes[used] = UInt8(ascii: "-") }
        }
        used += count
        isAfterValue = true
    }

    /// Writes bytes as a string of base64.
    mutating func writeBase64(_ content: UnsafeRawBufferPointer) {
        separate()
        let length = Base64Writing.length(of: content.count)
        reserve(length + 2)
        bytes.withUnsafeMutableBufferPointer { bytes in
            bytes[used] = UInt8(ascii: "\"")
            Base64Writing.write(content, to: UnsafeMutableBufferPointer(rebasing: bytes[used + 1..<used + 1 + length]))
            bytes[used + 1 + length] = UInt8(ascii: "\"")
        }
        used += length + 2
        isAfterValue = true
    }

    /// Remembers that the value to be written here is one that JSON cannot hold.
    mutating func fail(_ kind: JSONError.Kind) {
        separate()
        if failure == nil { failure = (kind, used) }
        writeNull()
    }
}

// MARK: - Bytes

extension JSONWriter {
    @inline(__always)
    private mutating func separate() {
        if isAfterValue { append(UInt8(ascii: ",")) }
        isAfterValue = false
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8) {
        reserve(1)
        bytes[used] = byte
        used += 1
    }

    private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        reserve(text.count)
        bytes.withUnsafeMutableBufferPointer { bytes in
            guard let source = text.baseAddress, let target = bytes.baseAddress else { return }
            (target + used).update(from: source, count: text.count)
        }
        used += text.count
    }

    @inline(__always)
    private mutating func reserve(_ count: Int) {
        if bytes.count - used < count { grow(by: count) }
    }

    @inline(never)
    private mutating func grow(by count: Int) {
        let size = max(bytes.count * 2, used + count + 256)
        bytes = [UInt8](unsafeUninitializedCapacity: size) { target, initialized in
            let end = target[..<used].initialize(fromContentsOf: bytes[..<used])
            target[end...].initialize(repeating: 0)
            initialized = size
        }
    }

    /// Writes a string with its quotes, and a comma before it where one is due.
    ///
    /// Most strings and nearly all keys need no escape. Those are written in one go: each access to the bytes checks that nobody else
    /// holds them, and that is a good part of the time that a short string takes.
    private mutating func writeQuoted(_ text: UnsafeBufferPointer<UInt8>, followedBy end: UInt8? = nil) {
        // Room for comma, quotes and end, and for the last word to be copied whole.
        reserve(text.count + 20)
        let start = used
        let isAfterValue = isAfterValue
        let written = bytes.withUnsafeMutableBufferPointer { bytes -> Int? in
            var place = start
            if isAfterValue {
                bytes[place] = UInt8(ascii: ",")
                place += 1
            }
            bytes[place] = UInt8(ascii: "\"")
            let target = UnsafeMutableBufferPointer(rebasing: bytes[(place + 1)...])
            guard JSONStringWriting.copyPlain(text, from: 0, to: target) == text.count else { return nil }
            place += 1 + text.count
            bytes[place] = UInt8(ascii: "\"")
            if let end {
                place += 1
                bytes[place] = end
            }
            return place + 1
        }
        if let written {
            used = written
        } else {
            separate()
            writeEscaped(text)
            if let end { append(end) }
        }
    }

    /// Writes a string with its quotes, escaping what has to be: quote, backslash and control characters.
    private mutating func writeEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        append(UInt8(ascii: "\""))
        var start = 0
        while start < text.count {
            // Room for the rest as it stands, for one escape, and for the last word to be copied whole.
            reserve(text.count - start + 16)
            let plain = bytes.withUnsafeMutableBufferPointer { bytes in
                JSONStringWriting.copyPlain(text, from: start, to: UnsafeMutableBufferPointer(rebasing: bytes[used...]))
            }
            used += plain
            start += plain
            if start < text.count {
                append(JSONStringWriting.escape(of: text[start]))
                start += 1
            }
        }
        append(UInt8(ascii: "\""))
    }

    private mutating func append(_ escape: JSONStringWriting.Escape) {
        append(UInt8(ascii: "\\"))
        append(escape.letter)
        guard let code = escape.code else { return }
        let digits: StaticString = "0123456789abcdef"
        append(UInt8(ascii: "0"))
        append(UInt8(ascii: "0"))
        append(digits.utf8Start[Int(code >> 4)])
        append(digits.utf8Start[Int(code & 15)])
    }
}
