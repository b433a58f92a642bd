import Bindings

/// A piece of Swift text.
///
/// Its literal parts are literals of this program (`StaticString`), and what is interpolated is a name, a type or a number
/// that `Bindings` made, or a text that is quoted. A `String` does not compile here, so no text of a description can
/// become code.
struct Code: ExpressibleByStringInterpolation {
    fileprivate(set) var text: String

    init(stringLiteral value: StaticString) { text = value.description }

    init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    fileprivate init(trusted text: String) { self.text = text }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) }
        }

        mutating func appendInterpolation(_ code: Code) { text += code.text }
        mutating func appendInterpolation(_ name: SwiftName) { text += name.code }
        /// Behind a dot a keyword is a name like any other.
        mutating func appendInterpolation(member name: SwiftName) { text += name.text }
        mutating func appendInterpolation(_ number: Int) { text += String(number) }
        mutating func appendInterpolation(_ type: SwiftType, in scope: TypeName?) { text += type.code(in: scope).text }
        mutating func appendInterpolation(_ name: TypeName, in scope: TypeName?) { text += name.code(in: scope).text }
        mutating func appendInterpolation(literal value: String) { text += Quoting.literal(value) }
        mutating func appendInterpolation(literal value: Literal) { text += value.code.text }
        mutating func appendInterpolation(raw value: String) { text += Quoting.rawLiteral(value) }
        mutating func appendInterpolation(limit number: String) { text += Quoting.number(number) }
        mutating func appendInterpolation(comment text: String) { self.text += Quoting.comment(text) }
    }

    static func joined(_ parts: [Code], by separator: StaticString = ", ") -> Code {
        Code(trusted: parts.map(\.text).joined(separator: separator.description))
    }

    /// The inside of a path literal, for a text that is percent-encoded and so has nothing to escape but `\` and `"`.
    static func inLiteral(_ text: String) -> Code {
        Code(trusted: String(Quoting.literal(text).dropFirst().dropLast()))
    }
}

extension TypeName {
    /// From inside `scope` a type is called by what follows the scope's own name.
    func code(in scope: TypeName?) -> Code {
        var names = path[...]
        if let scope {
            if path.count > scope.path.count, path.starts(with: scope.path) {
                names = path.dropFirst(scope.path.count)
            } else if let module = qualifier(in: scope) {
                names = [module] + path
            }
        }
        return Code.joined(names.map { "\($0)" }, by: ".")
    }
}

extension SwiftType {
    func code(in scope: TypeName?) -> Code {
        switch self {
        case .string: "String"
        case .boolean: "Bool"
        case .int: "Int"
        case .int32: "Int32"
        case .int64: "Int64"
        case .float: "Float"
        case .double: "Double"
        case .data: "Data"
        case .date: "Date"
        case .calendarDate: "CalendarDate"
        case .uuid: "UUID"
        case .url: "URL"
        case .json: "JSONValue"
        case .file: "FileUpload"
        case .array(let element): "[\(element, in: scope)]"
        case .dictionary(let value): "[String: \(value, in: scope)]"
        case .nullable(let wrapped): "Nullable<\(wrapped, in: scope)>"
        case .named(let name): name.code(in: scope)
        }
    }
}

extension Literal {
    var code: Code {
        switch self {
        case .boolean(true): "true"
        case .boolean(false): "false"
        case .number(let text): Code(trusted: Quoting.numberLiteral(text))
        case .string(let text): "\(literal: text)"
        case .member(let name): ".\(member: name)"
        }
    }
}
