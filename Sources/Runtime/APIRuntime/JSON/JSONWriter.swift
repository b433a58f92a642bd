/// Writes one JSON text, compact, straight into bytes.
///
/// Commas and colons are put by the writer. A value that JSON cannot hold is remembered, and thrown by ``finish()``.
public struct JSONWriter: Sendable {
    private var text = JSONTextBuffer()
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
        let bytes = text.take()
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

    @inline(never)
    private mutating func pass(_ key: StaticString) { pieces?.pass(key) }

    private mutating func begin(_ byte: UInt8) {
        if pieces != nil { return take(.begin) }
        separate()
        text.append(byte)
        isAfterValue = false
        openContainers += 1
    }

    private mutating func end(_ byte: UInt8) {
        if pieces != nil { return take(.end) }
        text.append(byte)
        isAfterValue = true
        openContainers -= 1
    }

    /// Writes a property; nothing at all where the value is nil.
    public mutating func write<Value: JSONEncodable>(_ key: StaticString, _ value: Value?) {
        guard let value else { return writeAbsent() }
        writeKey(key)
        writeMember(value)
    }

    /// Writes a text property; nothing at all where the value is nil.
    ///
    /// This and the three below are for speed: to take a `Value?` apart, the generic one has Swift look its type up, and that was a
    /// third of the time to write small objects.
    public mutating func write(_ key: StaticString, _ value: String?) {
        guard let value else { return writeAbsent() }
        writeKey(key)
        writeString(value)
    }

    /// Writes an integer property; nothing at all where the value is nil.
    public mutating func write(_ key: StaticString, _ value: Int?) {
        guard let value else { return writeAbsent() }
        writeKey(key)
        writeInteger(Int64(value))
    }

    /// Writes a number property; nothing at all where the value is nil.
    public mutating func write(_ key: StaticString, _ value: Double?) {
        guard let value else { return writeAbsent() }
        writeKey(key)
        value.write(to: &self)
    }

    /// Writes a boolean property; nothing at all where the value is nil.
    public mutating func write(_ key: StaticString, _ value: Bool?) {
        guard let value else { return writeAbsent() }
        writeKey(key)
        value.write(to: &self)
    }

    private mutating func writeAbsent() {
        // Of models that are compared, a property that one has not must not match the next one of the other.
        if pieces != nil { take(.absent) }
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

    /// Writes a value, as ``write(_:)`` does; `null` where it is nil.
    public mutating func writeOrNull<Value: JSONEncodable>(_ value: Value?) {
        if let value { value.write(to: &self) } else { writeNull() }
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
        text.append(UInt8(ascii: ":"))
        isAfterValue = false
    }

    private mutating func writeKey(_ key: StaticString) {
        if pieces != nil { return pass(key) }
        let key = UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
        text.appendQuoted(key, isAfterValue: isAfterValue, followedBy: UInt8(ascii: ":"))
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
        text.append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
        isAfterValue = true
    }

    mutating func writeString(_ value: String) {
        if pieces != nil { return take(.text(value)) }
        var value = value
        value.withUTF8 { text.appendQuoted($0, isAfterValue: isAfterValue) }
        isAfterValue = true
    }

    /// Writes the text of a number; nil stands for one that JSON has no text for.
    mutating func writeNumber(_ number: String?) {
        if pieces != nil { return take(.text(number ?? "")) }
        guard var number else { return fail(.notFinite) }
        separate()
        number.withUTF8 { text.append($0) }
        isAfterValue = true
    }

    mutating func writeInteger(_ value: Int64) {
        if pieces != nil { return take(.integer(value)) }
        separate()
        text.append(value)
        isAfterValue = true
    }

    /// Writes bytes as a string of base64.
    mutating func writeBase64(_ content: UnsafeRawBufferPointer) {
        separate()
        text.appendBase64(content)
        isAfterValue = true
    }

    /// Remembers that the value to be written here is one that JSON cannot hold.
    mutating func fail(_ kind: JSONError.Kind) {
        separate()
        if failure == nil { failure = (kind, text.count) }
        writeNull()
    }

    @inline(__always)
    private mutating func separate() {
        if isAfterValue { text.append(UInt8(ascii: ",")) }
        isAfterValue = false
    }
}
