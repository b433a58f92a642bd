/// Values whose text is not JSON: of a header field, or of a body of text.
enum TextValue {
    /// A value of a type: from the text as a string of JSON, else from the text as JSON, as numbers and booleans have it.
    static func decode<Value: JSONDecodable>(_ text: String) -> Value? {
        if let string = try? JSONWriter.bytes(text), let value: Value = try? JSONDocument(parsing: string).decode() { return value }
        guard let document = try? JSONDocument(parsing: text) else { return nil }
        return try? document.decode()
    }
}
