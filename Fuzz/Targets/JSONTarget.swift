import APIRuntime

/// Any text is a value or an error with an offset inside the text; a value that is written is read as the same value.
enum JSONTarget {
    static func faults(in bytes: [UInt8]) -> [String] {
        do {
            let value: JSONValue = try JSONDocument(parsing: bytes).decode()
            let written = try JSONWriter.bytes(value)
            let again: JSONValue = try JSONDocument(parsing: written).decode()
            var faults = again == value ? [] : ["read again, \(value) is \(again)"]
            if try JSONWriter.bytes(again) != written { faults.append("\(value) is written in two ways") }
            return faults
        } catch let error as JSONError {
            return (0...bytes.count).contains(error.offset ?? 0) ? [] : ["the offset of \(error) is outside of the text"]
        } catch {
            return ["another error: \(error)"]
        }
    }
}
