extension Array: JSONDecodable where Element: JSONDecodable {
    /// Reads each element of an array.
    public init(json: borrowing JSONView) throws {
        guard json.word.kind == .array else { throw json.wrongKind(expected: "an array") }
        let count = json.tape.memberCount(json.position)
        // Not by an iterator, which would hold the document too.
        var position = json.position + 2
        self.init()
        // Most arrays of pictures have one, for which asking for room costs more than it saves.
        if count > 1 { reserveCapacity(count) }
        let end = json.tape.next(after: json.position)
        while position < end {
            append(try Element(json: JSONView(tape: json.tape, position: position)))
            position = json.tape.next(after: position)
        }
    }
}

extension Array: JSONEncodable where Element: JSONEncodable {
    /// Writes an array.
    public func write(to json: inout JSONWriter) {
        json.beginArray()
        for element in self { json.write(element) }
        json.endArray()
    }
}

extension Dictionary: JSONDecodable where Key == String, Value: JSONDecodable {
    /// Reads each member of an object. Of members with the same key the first counts.
    public init(json: borrowing JSONView) throws {
        self = try json.object().additional()
    }
}

extension Dictionary: JSONEncodable where Key == String, Value: JSONEncodable {
    /// Writes an object. Members are in order of their keys, so that equal values make equal text.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.writeAdditional(self)
        json.endObject()
    }
}
