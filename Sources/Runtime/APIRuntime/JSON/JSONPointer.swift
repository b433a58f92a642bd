/// Text of JSON Pointers (RFC 6901): `/data/0/b64_json`; the whole document is the empty text.
enum JSONPointer {
    /// Appends a reference token; `~` is written `~0` and `/` is written `~1` (section 3).
    static func append(_ token: some StringProtocol, to pointer: inout String) {
        pointer += "/"
        for scalar in token.unicodeScalars {
            switch scalar {
            case "~": pointer += "~0"
            case "/": pointer += "~1"
            default: pointer.unicodeScalars.append(scalar)
            }
        }
    }

    static func append(_ index: Int, to pointer: inout String) { pointer += "/\(index)" }

    /// The reference tokens of a pointer.
    static func tokens(_ pointer: String) -> [String] {
        pointer.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { token in
            var text = String.UnicodeScalarView()
            var isEscape = false
            for scalar in token {
                if isEscape {
                    text.append(scalar == "1" ? "/" : "~")
                    isEscape = false
                } else if scalar == "~" {
                    isEscape = true
                } else {
                    text.append(scalar)
                }
            }
            return String(text)
        }
    }
}

extension JSONTape {
    /// The pointer of the value at `target`. Walks from the outermost value; made for errors only.
    func pointer(to target: Int) -> String {
        var pointer = ""
        var position = 0
        while position < target, word(position).isContainer {
            let isObject = word(position).kind == .object
            var child = position + 2
            var index = 0
            while child < next(after: position) {
                let value = isObject ? child + 1 : child
                let end = next(after: value)
                if target < end {
                    if isObject { JSONPointer.append(string(child), to: &pointer) } else { JSONPointer.append(index, to: &pointer) }
                    position = value
                    break
                }
                child = end
                index += 1
            }
        }
        return pointer
    }

    /// The position of the value that starts at a byte of the text.
    func position(ofOffset offset: Int) -> Int? {
        var position = 0
        while position < count {
            let word = word(position)
            if word.offset == offset { return position }
            position += word.isContainer ? 2 : 1
        }
        return nil
    }
}
