/// Makes Swift identifiers of a description's names.
enum Identifier {
    /// `deployment-id` → `deploymentID`.
    static func member(_ text: String, fallback: String = "value") -> String {
        usable(Words.lowerCamel(Words.split(text)), prefix: fallback)
    }

    /// `image_size` → `ImageSize`. It may be one of `Keywords.unusable`; what then, depends on where the type stands.
    static func type(_ text: String, fallback: String = "Value") -> String {
        startable(Words.upperCamel(Words.split(text)), prefix: fallback)
    }

    private static func usable(_ name: String, prefix: String) -> String {
        let named = startable(name, prefix: prefix)
        return Keywords.unusable.contains(named) ? named + "_" : named
    }

    /// An identifier cannot be empty or begin with a digit (or a mark).
    private static func startable(_ name: String, prefix: String) -> String {
        guard let first = name.unicodeScalars.first else { return prefix }
        return first.properties.isXIDStart ? name : prefix + name
    }

    /// A name that a person wrote for Swift (`x-enum-varnames`, `bindings.yaml`), or nil if it is no identifier.
    static func checked(_ text: String) -> String? {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first, first == "_" || first.properties.isXIDStart else { return nil }
        let isValid = scalars.allSatisfy { ($0 == "_" || $0.properties.isXIDContinue) && !$0.properties.isDefaultIgnorableCodePoint }
        return isValid && text != "_" && !Keywords.unusable.contains(text) ? text : nil
    }
}

/// Names that generated code uses for something else.
enum ReservedNames {
    /// Types of the standard library, Foundation and the runtime: a generated type of such a name would hide them, in the
    /// generated module and in every file that imports it.
    static let types: Set<String> = [
        "Any", "AnyObject", "Array", "AsyncSequence", "Bool", "Character", "Codable", "Collection", "Data", "Date", "Decodable",
        "Decoder", "Dictionary", "Double", "Duration", "Encodable", "Encoder", "Error", "Float", "Hashable", "Hasher", "Identifiable",
        "Int", "Int32", "Int64", "Never", "Optional", "Result", "Sendable", "Sequence", "Set", "String", "Substring", "Task", "URL",
        "UUID", "Void", "Locale", "Notification", "Process", "Thread", "Timer", "Bundle", "Calendar", "Operation", "Unit",
        "APIAnswer", "APIClient", "APIError", "APIRequest", "CalendarDate", "CallEvent", "CallObserver", "CallOptions", "Credential",
        "EventStream", "EventStreamDecoder", "FileUpload", "FormEncodable", "FormWriter", "Indirect", "JSONArrayView", "JSONCodable",
        "JSONDecodable", "JSONDocument", "JSONEncodable", "JSONError", "JSONObjectView", "JSONValue", "JSONView", "JSONWriter",
        "Nullable", "OpenEnum", "ParameterValue", "RequestBody", "RequestPath", "ResponseBody", "ResponseHead", "ServerSentEvent",
        "ServerTemplate", "StreamEvent", "Timeouts", "Transport", "Validatable", "ValidationError", "Validator", "Violation",
        "HTTPFields", "HTTPRequest", "HTTPResponse", "Defaults",
    ]

    /// Members that every generated structure has.
    static let structureMembers: Set<String> = ["hash", "hashValue", "encode", "write", "validate"]

    /// Static and instance members that every open enum has.
    static let enumerationMembers: Set<String> = ["allCases", "rawValue", "hash", "hashValue", "isKnown", "encode", "write", "validate"]

    /// Members of the client.
    static let clientMembers: Set<String> = ["client", "server"]

    /// Names inside a generated method; a parameter of such a name is called something else inside.
    static let locals: Set<String> = ["request", "answer", "client", "body", "check"]
}
