/// Names that generated code uses for something else.
enum ReservedNames {
    /// A generated type of such a name would hide another, in the generated module and in every file that imports it.
    static let types = language.union(runtime)

    /// Types of the standard library, of Foundation and of HTTPTypes that a file is likely to name.
    private static let language: Set<String> = [
        "Any", "AnyObject", "Array", "AsyncSequence", "Bool", "Character", "Codable", "Collection", "Data", "Date", "Decodable",
        "Decoder", "Dictionary", "Double", "Duration", "Encodable", "Encoder", "Error", "Float", "Hashable", "Hasher",
        "Identifiable", "Int", "Int32", "Int64", "Never", "Optional", "Result", "Sendable", "Sequence", "Set", "String",
        "Substring", "Task", "URL", "UUID", "Void", "Locale", "Notification", "Process", "Thread", "Timer", "Bundle", "Calendar",
        "Operation", "Unit", "HTTPFields", "HTTPRequest", "HTTPResponse",
    ]

    /// The runtime's public types, its modules, and what is nested in each structure.
    static let runtime: Set<String> = [
        "AnswerBytes", "FormValue", "HeaderError", "HeaderModel", "HeaderView", "JSONItemFraming", "JSONItems", "JSONStream",
        "MultipartItem", "ResponseHeaders",
        "APIAnswer", "APIClient", "APIError", "APIObservability", "APIRequest", "APIRuntime", "AsyncHTTPTransport", "Base64Files",
        "ByteStream",
        "CalendarDate", "CallAttempt", "CallEvent", "CallLogging", "CallMetrics", "CallObserver", "CallOptions", "CallTimeout",
        "CallTracing", "ClientMiddleware", "ConnectionFailure", "Credential", "Defaults", "ErrorEvent",
        "EventStream", "EventStreamDecoder", "FileFailure", "FileUpload", "FormEncodable", "FormWriter", "Indirect", "IndirectOptional",
        "JSONArrayView",
        "JSONCodable", "JSONDecodable", "JSONDocument", "JSONEncodable", "JSONError", "JSONKind", "JSONModel", "JSONNumber",
        "JSONObject", "JSONObjectModel", "JSONObjectView", "JSONVariantUnion", "JSONSchema", "JSONPayload", "JSONUnion", "JSONTuple",
        "JSONTupleModel", "JSONTupleView", "JSONValue",
        "JSONVariant", "JSONVariants", "JSONView",
        "JSONWriter", "NullDecodable",
        "Limit", "LimitFailure", "Nullable", "NumberOrText", "NumberReading", "OpenEnum",
        "ParameterStyle", "ParameterValue", "ProxySettings", "RedirectFailure", "RedirectPolicy", "RequestBody", "RequestPath",
        "ResponseHead", "ResponseObserver", "RetryPolicy", "SecurityScheme", "ServerSentEvent", "ServerTemplate", "StatusFailure",
        "StreamCut", "StreamEvent", "TokenProvider", "TokenRequest", "Transport", "TransportError", "TransportOptions",
        "URLSessionTransport", "UndecodableBody",
        "UploadObserver", "UploadProgress", "Validatable", "ValidatableNumber", "ValidationError", "Validator", "Violation",
    ]

    /// Modules that generated code, or what it imports, imports.
    static let modules: Set<String> = ["Swift", "Foundation", "FoundationEssentials", "HTTPTypes", "SchemaSyntax"]

    /// The property that every generated structure has. Its methods (`hash(into:)`, `write(to:)`) are told from properties of
    /// the same name by their labels.
    static let structureMembers: Set<String> = ["hashValue"]

    /// Cases and members that every union has.
    static let unionMembers: Set<String> = [
        "unrecognized", "variants", "payload", "hash", "hashValue", "encode", "write", "validate",
    ]

    /// Static and instance members that every open enum has.
    static let enumerationMembers: Set<String> = ["allCases", "rawValue", "hash", "hashValue", "isKnown", "encode", "write", "validate"]

    /// Members of the client.
    static let clientMembers: Set<String> = ["client", "server"]

    /// Names inside a generated method; a parameter of such a name is called something else inside.
    static let locals: Set<String> = ["request", "answer", "client", "body", "check"]
}
