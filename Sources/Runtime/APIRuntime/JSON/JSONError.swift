/// A text that is not JSON, a value that is not what its type asks for, or a value that JSON cannot hold.
public struct JSONError: Error, Hashable, Sendable {
    /// What is wrong.
    public let kind: Kind
    /// JSON Pointer (RFC 6901) of the value at fault, the empty text for the whole document.
    public let pointer: String
    /// Offset of the fault in bytes from the start of the text; nil where a value was being written.
    public let offset: Int?

    /// An error at a place.
    public init(_ kind: Kind, pointer: String, offset: Int? = nil) {
        self.kind = kind
        self.pointer = pointer
        self.offset = offset
    }

    /// What can be wrong with a JSON text or value. Excerpts of values are cut to a readable length.
    public enum Kind: Hashable, Sendable {
        /// There is nothing in the text.
        case emptyText
        /// The text is longer than the reader can index (4 GiB).
        case tooLong
        /// Arrays and objects are nested deeper than the limit.
        case tooDeep(limit: Int)
        /// The text ends where something is missing.
        case unexpectedEnd(expected: String)
        /// A byte that cannot stand there.
        case unexpected(byte: UInt8, expected: String)
        /// A string contains a control character that is not escaped.
        case controlCharacter(UInt8)
        /// A backslash that does not begin an escape of JSON.
        case invalidEscape
        /// Bytes of a string are not UTF-8.
        case invalidUTF8
        /// A required property is absent.
        case missing
        /// A value of another kind.
        case wrongKind(expected: String, found: JSONKind)
        /// An array that has to have so many items, and has more or fewer.
        case wrongCount(expected: Int, found: Int)
        /// A number with a fraction where an integer is asked for.
        case notAnInteger(value: String)
        /// A number beyond the range of the type.
        case outOfRange(value: String, type: String)
        /// A string that is not in the format asked for.
        case malformed(expected: String, value: String)
        /// A character that cannot be in base64 text, or base64 text that is incomplete.
        case invalidBase64(String)
        /// A number that JSON has no text for: an infinity or not a number.
        case notFinite
        /// A date that RFC 3339 has no text for: its year is not of four digits.
        case dateOutOfRange
        /// The writer was finished with nothing written, or with an array or object still open.
        case incomplete
        /// What a type of the caller's objects to.
        case custom(String)
    }
}
