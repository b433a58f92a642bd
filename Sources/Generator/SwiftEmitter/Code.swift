import Bindings

/// A piece of Swift text.
///
/// Its literal parts are literals of this program (`StaticString`), and what is interpolated is a name, a type or a number
/// that `Bindings` made, or a text that is quoted. A `String` does not compile here, so no text of a description can
/// become code.
struct Code: ExpressibleByStringInterpolation {
    /// UTF-8: of the many small pieces that a file is made of, bytes are put together in half the time of strings.
    fileprivate(set) var bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }

    init(stringLiteral value: StaticString) { bytes = value.withUTF8Buffer { Array($0) } }

    init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

    fileprivate init(trusted bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        mutating func appendInterpolation(_ code: Code) { bytes += code.bytes }
        mutating func appendInterpolation(_ name: SwiftName) { bytes += name.code.utf8 }
        /// Behind a dot a keyword is a name like any other.
        mutating func appendInterpolation(member name: SwiftName) { bytes += name.text.utf8 }
        mutating func appendInterpolation(_ number: Int) { bytes += String(number).utf8 }
        mutating func appendInterpolation(_ type: SwiftType, in scope: TypeName?) { bytes += type.code(in: scope).bytes }
        mutating func appendInterpolation(_ name: TypeName, in scope: TypeName?) { bytes += name.code(in: scope).bytes }
        mutating func appendInterpolation(literal value: String) { bytes += Quoting.literal(value).utf8 }
        mutating func appendInterpolation(literal value: Literal) { bytes += value.code.bytes }
        mutating func appendInterpolation(raw value: String) { bytes += Quoting.rawLiteral(value).utf8 }
        mutating func appendInterpolation(limit number: String) { bytes += Quoting.number(number).utf8 }
        mutating func appendInterpolation(comment text: String) { bytes += Quoting.comment(text).utf8 }
    }

    static func joined(_ parts: [Code], by separator: StaticString = ", ") -> Code {
        var result: Code = ""
        for (index, part) in parts.enumerated() {
            if index > 0 { separator.withUTF8Buffer { result.bytes.append(contentsOf: $0) } }
            result.bytes += part.bytes
        }
        return result
    }

    /// A call without the empty list of arguments that it ends with, for a closure to follow.
    var withoutArguments: Code { Code(trusted: bytes.suffix(2).elementsEqual("()".utf8) ? bytes.dropLast(2) : bytes[...]) }

    /// The inside of a path literal, for a text that is percent-encoded and so has nothing to escape but `\` and `"`.
    static func inLiteral(_ text: String) -> Code {
        Code(trusted: Quoting.literal(text).utf8.dropFirst().dropLast())
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
        var code: Code = ""
        for (index, name) in names.enumerated() {
            if index > 0 { code.bytes.append(UInt8(ascii: ".")) }
            code.bytes += name.code.utf8
        }
        return code
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
        case .uint64: "UInt64"
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
        case .number(let text): Code(trusted: Quoting.numberLiteral(text).utf8)
        case .string(let text): "\(literal: text)"
        case .member(let name): ".\(member: name)"
        }
    }
}
