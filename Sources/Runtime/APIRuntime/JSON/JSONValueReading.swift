/// Makes a ``JSONValue`` of a part of a document, without recursion: what is open is on a stack of its own.
struct JSONValueReading {
    private let tape: JSONTape
    private var position: Int
    /// The containers that are not complete, outermost first.
    private var open: [Container] = []

    /// An array or object whose values are being read.
    private struct Container {
        let end: Int
        let isObject: Bool
        var key = ""
        var array: [JSONValue] = []
        var object = JSONObject()

        mutating func add(_ value: JSONValue) {
            if isObject { object.addFirst(key, value) } else { array.append(value) }
        }

        var value: JSONValue { isObject ? .object(object) : .array(array) }
    }

    init(_ json: JSONView) {
        tape = json.tape
        position = json.position
    }

    consuming func value() -> JSONValue {
        while true {
            let word = tape.word(position)
            if word.isContainer {
                open.append(Container(end: tape.next(after: position), isObject: word.kind == .object))
                position += 2
            } else {
                let value = scalar(word)
                position += 1
                guard let last = open.indices.last else { return value }
                open[last].add(value)
            }
            if let outermost = closeComplete() { return outermost }
        }
    }

    /// Closes the containers that have all their values, and returns the outermost if that is one of them; else goes to
    /// the next value.
    private mutating func closeComplete() -> JSONValue? {
        while let last = open.indices.last {
            if position < open[last].end {
                if open[last].isObject {
                    open[last].key = tape.string(position)
                    position += 1
                }
                return nil
            }
            let value = open.removeLast().value
            guard let parent = open.indices.last else { return value }
            open[parent].add(value)
        }
        return nil
    }

    private func scalar(_ word: JSONWord) -> JSONValue {
        switch word.kind {
        case .true: .bool(true)
        case .false: .bool(false)
        case .number: .number(JSONNumber(checked: tape.string(position)))
        case .string: .string(tape.string(position))
        default: .null
        }
    }
}
