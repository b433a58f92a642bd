extension Array: JSONDecodable where Element: JSONDecodable {
    /// Reads each element of an array.
    public init(json: JSONView) throws {
        let array = try json.array()
        self.init()
        reserveCapacity(array.count)
        for element in array { append(try Element(json: element)) }
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
    public init(json: JSONView) throws {
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
