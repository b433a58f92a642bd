import OpenAPI

/// Numbers and texts: what their formats and limits make of them, and what is said of a format that nobody knows.
extension ModuleBuilder {
    func integerType(_ format: String?, _ schema: Schema) -> SwiftType {
        let type = SwiftType.integer(format)
        if let format, type == .int, !SwiftType.smallIntegers.union(SwiftType.plainNumbers).contains(format) {
            reportFormat(format, schema, "Int")
        }
        if let value = schema.enumeration?.first(where: { isBeyond(type, $0) }) {
            let name = swiftName(type)
            let message = "the value \(shortened(json(value))) is beyond \(name), so it cannot be read; this is a plain \(name)"
            diagnostics.warning("value-mismatch", message, at: schema.location.mark)
        } else if allowsMore(schema, than: type) {
            let message = "integers beyond \(swiftName(type)) are allowed here, and cannot be read"
            diagnostics.warning("value-mismatch", message, at: schema.location.mark)
        }
        return type
    }

    private func swiftName(_ type: SwiftType) -> String {
        switch type {
        case .int32: "Int32"
        case .int64: "Int64"
        case .uint64: "UInt64"
        default: "Int"
        }
    }

    func numberType(_ format: String?, _ schema: Schema) -> SwiftType {
        let type = SwiftType.number(format)
        if let said = schema.format, let value = valueBeyondFormat(schema) {
            let message = "the format \(quoted(said)) has no value \(shortened(json(value))), which is allowed here; this is a plain Double"
            diagnostics.warning("value-mismatch", message, at: schema.location.mark)
        }
        // Of the others a double holds every value.
        if let format, type == .double, format != "double", format == "decimal" || !SwiftType.plainNumbers.contains(format) {
            reportFormat(format, schema, "Double")
        }
        return type
    }

    func stringType(_ format: String?, _ schema: Schema) -> SwiftType {
        if schema.contentMediaType != nil || schema.contentSchema != nil {
            let message = "what contentMediaType and contentSchema say of the text is not checked; the property is the text"
            diagnostics.warning("content-not-read", message, at: schema.location.mark)
        }
        let type = SwiftType.string(format)
        guard type == .string else { return type }
        switch format {
        // Formats that say what a text means to people or to other programs; it stays the text that it is.
        case "binary":
            let message =
                "bytes stand in forms and in bodies of their own, so this is a String: use contentEncoding: base64, or multipart/form-data"
            diagnostics.unsupported("binary-in-json", message, at: schema.location.mark)
            return .string
        case nil, "password", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri-reference", "iri",
            "iri-reference", "uri-template", "json-pointer", "relative-json-pointer", "regex", "time", "duration",
            "decimal", "double-int", "int32", "int64", "uint64":
            return .string
        case let format?:
            reportFormat(format, schema, "String")
            return .string
        }
    }

    private func reportFormat(_ format: String, _ schema: Schema, _ type: String) {
        unknownFormats[UnknownFormat(name: format, type: type), default: []].append(schema.location.mark)
    }

    /// A format may stand at thousands of places, and there is one thing to say of it.
    func reportUnknownFormats() {
        for (format, marks) in unknownFormats.sorted(by: { ($0.key.name, $0.key.type) < ($1.key.name, $1.key.type) }) {
            let places = Set(marks)
            let more = places.count > 1 ? ", here and at \(places.count - 1) more \(places.count == 2 ? "place" : "places")" : ""
            let message =
                format.name == "decimal"
                ? "a number of the format \"decimal\" is read as a Double, which keeps 15 digits\(more)"
                : "the format \(quoted(format.name)) is not known; this is a plain \(format.type)\(more)"
            diagnostics.warning("unknown-format", message, at: marks.firstInReadingOrder)
        }
    }
}

/// A format without a meaning here, and what its values are instead.
struct UnknownFormat: Hashable {
    let name: String
    let type: String
}

extension SwiftType {
    static func integer(_ format: String?) -> SwiftType {
        switch format {
        case "int32": .int32
        case "int64": .int64
        case "uint64": .uint64
        default: .int
        }
    }

    /// Formats of integers that an `Int` holds, which is what people count with.
    static let smallIntegers: Set = ["int8", "int16", "uint8", "uint16", "uint32"]

    /// Formats that say what a number means to people; it is one like those without a format.
    static let plainNumbers: Set = ["decimal", "double-int", "unix-time", "unixtime"]

    static func number(_ format: String?) -> SwiftType {
        switch format {
        case "float": .float
        // The OpenAPI Initiative's registry of formats has these for `number`: a double would lose digits.
        case "int32", "int64", "uint64": integer(format)
        case let format? where smallIntegers.contains(format): .int
        default: .double
        }
    }

    static func string(_ format: String?) -> SwiftType {
        switch format {
        case "date-time": .date
        case "date": .calendarDate
        case "uuid": .uuid
        case "uri", "url": .url
        default: .string
        }
    }
}
