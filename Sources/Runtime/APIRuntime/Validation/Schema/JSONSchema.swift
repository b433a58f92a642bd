/// A schema (JSON Schema, draft 2020-12) that values are held against as they are, for the keywords that no Swift type has a
/// form for: see ``Validator/schema(_:_:_:)``.
///
/// It is compiled when it is made, and then used by any number of tasks at once; so it is best kept in a global or static
/// constant:
///
///     private let rules = JSONSchema(#"{"not": {"required": ["a"]}}"#)
///
/// What the standard leaves open is decided so:
/// - `format`, `contentEncoding` and `contentMediaType` say something about a value and are not checked (the default of the
///   standard), and no more are keywords that the draft does not know;
/// - `$ref`, `$dynamicRef` and `$id` are resolved inside the text. Nothing is fetched: a schema that needs another document
///   cannot be used;
/// - numbers are compared exactly, whatever their size; patterns are those of ``Validator/string(_:_:minLength:maxLength:pattern:)``;
/// - a text that is no schema is not an error here: it makes every check of it fail, with a violation that says why.
public struct JSONSchema: Sendable {
    let compiled: Result<CompiledSchema, SchemaFault>

    /// Compiles a schema from its JSON text.
    public init(_ text: StaticString) {
        self.init(parsing: text.withUTF8Buffer { [UInt8]($0) })
    }

    /// Compiles a schema from its JSON text, which refers to definitions by `#/$defs/` and a name, or by the name alone.
    public init(_ text: StaticString, _ definitions: [Definition]) {
        let members = definitions.map { "\"\($0.name)\": \($0.text)" }.joined(separator: ", ")
        self.init(parsing: [UInt8]("{\"$defs\": {\(members)}, \"allOf\": [\(text)]}".utf8))
    }

    /// A schema that others refer to.
    public struct Definition: Sendable {
        let name: StaticString
        let text: StaticString

        /// A schema and its name: of letters and digits, as it stands in references.
        public init(_ name: StaticString, _ text: StaticString) {
            self.name = name
            self.text = text
        }
    }

    init(parsing text: [UInt8]) {
        compiled = Result {
            try SchemaCompiler.compile(text)
        }.mapError { error in
            error as? SchemaFault ?? SchemaFault(message: "\(error)", pointer: "")
        }
    }

    /// Whether a value of a JSON text is valid. False too where that cannot be found out.
    func isValid(_ json: JSONView) -> Bool {
        guard let compiled = try? compiled.get() else { return false }
        var evaluation = SchemaEvaluation(compiled, json.tape, isCollecting: false)
        return evaluation.run(json.position)
    }
}
