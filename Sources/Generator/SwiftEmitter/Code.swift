import Bindings

/// A piece of Swift text.
///
/// Its literal parts are literals of this program (`StaticString`), and what is interpolated is a name, a type or a number
/// that `Bindings` made, or a text that is quoted. A `String` does not compile here, so no text of a description can
/// become code.
struct Code: ExpressibleByStringInterpolation {
    /// UTF-8: of the many small pieces that a file is made of, bytes are put together in half the time of strings.
    private enum Content {
        /// Not copied before it is printed.
        case literal(StaticString)
        case composed([UInt8])
    }

    private let content: Content

    var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }

    /// In bytes.
    var count: Int { withBytes { $0.count } }

    init(stringLiteral value: StaticString) { content = .literal(value) }

    init(stringInterpolation: StringInterpolation) { content = .composed(stringInterpolation.bytes) }

    fileprivate init(trusted bytes: some Sequence<UInt8>) { content = .composed(Array(bytes)) }

    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        switch content {
        case .literal(let literal): literal.withUTF8Buffer(body)
        case .composed(let bytes): bytes.withUnsafeBufferPointer(body)
        }
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            // Most pieces are no longer than a line.
            bytes.reserveCapacity(max(Writer.width, literalCapacity + interpolationCount * 16))
        }

        mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        mutating func appendInterpolation(_ code: Code) { code.withBytes { bytes.append(contentsOf: $0) } }
        mutating func appendInterpolation(_ name: SwiftName) { bytes += name.code.utf8 }
        /// Behind a dot a keyword is a name like any other.
        mutating func appendInterpolation(member name: SwiftName) { bytes += name.text.utf8 }
        mutating func appendInterpolation(_ number: Int) { bytes += String(number).utf8 }
        mutating func appendInterpolation(literal value: String) { Quoting.append(literal: value, to: &bytes) }
        mutating func appendInterpolation(raw value: String) { bytes += Quoting.rawLiteral(value).utf8 }
        mutating func appendInterpolation(limit number: String) { bytes += Quoting.number(number).utf8 }
        mutating func appendInterpolation(comment text: some StringProtocol) { Quoting.append(comment: text, to: &bytes) }
        mutating func appendInterpolation(joined parts: some Sequence<Code>, by separator: StaticString = ", ") {
            var isFirst = true
            for part in parts {
                if !isFirst { appendLiteral(separator) }
                isFirst = false
                appendInterpolation(part)
            }
        }
    }

    static func joined(_ parts: [Code], by separator: StaticString = ", ") -> Code { "\(joined: parts, by: separator)" }

    /// A call without the empty list of arguments that it ends with, for a closure to follow.
    var withoutArguments: Code {
        withBytes { Code(trusted: $0.suffix(2).elementsEqual("()".utf8) ? $0.dropLast(2) : $0[...]) }
    }

    /// The inside of a path literal, for a text that is percent-encoded and so has nothing to escape but `\` and `"`.
    static func inLiteral(_ text: String) -> Code {
        Code(trusted: Quoting.literal(text).utf8.dropFirst().dropLast())
    }
}

extension Code.StringInterpolation {
    /// From inside `scope` a type is called by what follows the scope's own name.
    mutating func appendInterpolation(_ type: TypeName, in scope: TypeName?) {
        var names = type.path[...]
        if let scope {
            if names.count > scope.path.count, names.starts(with: scope.path) {
                names = names.dropFirst(scope.path.count)
            } else if let module = type.qualifier(in: scope) {
                appendInterpolation(module)
                appendLiteral(".")
            }
        }
        for (index, name) in names.enumerated() {
            if index > 0 { appendLiteral(".") }
            appendInterpolation(name)
        }
    }

    mutating func appendInterpolation(_ type: SwiftType, in scope: TypeName?) {
        switch type {
        case .string: appendLiteral("String")
        case .boolean: appendLiteral("Bool")
        case .int: appendLiteral("Int")
        case .int32: appendLiteral("Int32")
        case .int64: appendLiteral("Int64")
        case .uint64: appendLiteral("UInt64")
        case .float: appendLiteral("Float")
        case .double: appendLiteral("Double")
        case .data: appendLiteral("Data")
        case .date: appendLiteral("Date")
        case .calendarDate: appendLiteral("CalendarDate")
        case .uuid: appendLiteral("UUID")
        case .url: appendLiteral("URL")
        case .json: appendLiteral("JSONValue")
        case .file: appendLiteral("FileUpload")
        case .array(let element): appendInterpolation("[\(element, in: scope)]")
        case .dictionary(let value): appendInterpolation("[String: \(value, in: scope)]")
        case .nullable(let wrapped): appendInterpolation("Nullable<\(wrapped, in: scope)>")
        case .named(let name): appendInterpolation(name, in: scope)
        }
    }

    mutating func appendInterpolation(literal value: Literal) {
        switch value {
        case .boolean(true): appendLiteral("true")
        case .boolean(false): appendLiteral("false")
        case .number(let text): bytes += Quoting.numberLiteral(text).utf8
        case .string(let text): appendInterpolation(literal: text)
        case .member(let name): appendInterpolation(".\(member: name)")
        }
    }
}
