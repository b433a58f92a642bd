/// A description that holds hostile texts, as JSON.
struct HostileDescription {
    private var root: HostilePosition.JSON = [
        "openapi": "3.2.0", "info": ["title": "t", "version": "1"], "paths": [:], "components": ["schemas": [:]],
    ]

    init(_ entries: [HostilePosition.Entry]) {
        for entry in entries { root.put(entry.value, at: entry.path[...]) }
    }

    var bytes: [UInt8] {
        var text = ""
        root.write(to: &text)
        return Array(text.utf8)
    }
}

extension HostilePosition.JSON {
    fileprivate mutating func put(_ value: Self, at path: ArraySlice<String>) {
        guard let key = path.first else {
            self = value
            return
        }
        var members: [(String, Self)] = []
        if case .mapping(let known) = self { members = known }
        // By scalars, as keys of JSON are compared: Swift takes `é` and `e` with an accent for equal.
        let index = members.firstIndex { $0.0.unicodeScalars.elementsEqual(key.unicodeScalars) }
        if index == nil { members.append((key, .mapping([]))) }
        members[index ?? members.count - 1].1.put(value, at: path.dropFirst())
        self = .mapping(members)
    }

    fileprivate func write(to text: inout String) {
        switch self {
        case .boolean(let value): text += value ? "true" : "false"
        case .text(let value): Self.write(value, to: &text)
        case .list(let elements):
            for (index, element) in elements.enumerated() {
                text += index == 0 ? "[" : ","
                element.write(to: &text)
            }
            text += elements.isEmpty ? "[]" : "]"
        case .mapping(let members):
            for (index, member) in members.enumerated() {
                text += index == 0 ? "{" : ","
                Self.write(member.0, to: &text)
                text += ":"
                member.1.write(to: &text)
            }
            text += members.isEmpty ? "{}" : "}"
        }
    }

    private static func write(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            if scalar.value < 0x20 {
                text += "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
            } else {
                if scalar == "\"" || scalar == "\\" { text += "\\" }
                text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
