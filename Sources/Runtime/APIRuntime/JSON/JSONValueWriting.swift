/// Writes a ``JSONValue`` without recursion: what is open is on a stack of its own.
struct JSONValueWriting {
    private var value: JSONValue
    /// What is left of the containers that are open, outermost first.
    private var open: [Rest] = []

    private enum Rest {
        case array(ArraySlice<JSONValue>)
        case object(Slice<JSONObject>)
    }

    init(_ value: JSONValue) { self.value = value }

    consuming func write(to json: inout JSONWriter) {
        repeat {
            switch value {
            case .null: json.writeNull()
            case .bool(let value): value.write(to: &json)
            case .number(let number): json.writeNumber(number.text)
            case .string(let text): json.writeString(text)
            case .array(let values):
                json.beginArray()
                open.append(.array(values[...]))
            case .object(let object):
                json.beginObject()
                open.append(.object(object[...]))
            }
        } while goOn(&json)
    }

    /// Goes to the next value, closing the containers that have no more; false where there is none.
    private mutating func goOn(_ json: inout JSONWriter) -> Bool {
        while let innermost = open.popLast() {
            switch innermost {
            case .array(var rest):
                if let next = rest.popFirst() {
                    open.append(.array(rest))
                    value = next
                    return true
                }
                json.endArray()
            case .object(var rest):
                if let next = rest.popFirst() {
                    open.append(.object(rest))
                    json.writeKey(next.key)
                    value = next.value
                    return true
                }
                json.endObject()
            }
        }
        return false
    }
}
