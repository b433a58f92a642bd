// MARK: - Schemas

extension Validator {
    /// Checks a property against a schema. Violations are those of ``schema(_:_:)``.
    public mutating func schema<Value: JSONEncodable>(_ key: StaticString, _ value: Value?, _ schema: JSONSchema) {
        guard let value else { return }
        check(value, at: key, schema)
    }

    /// Checks a value, as the JSON that it is written as, against a schema.
    ///
    /// All violations are reported, but at most 100 for a value, and then one more that says so. Of alternatives (`anyOf`,
    /// `oneOf`) that all fail the violations of the closest follow. There is one violation where a value cannot be checked:
    /// the schema is at fault, the value is nested deeper than 512 levels or cannot be written as JSON.
    public mutating func schema<Value: JSONEncodable>(_ value: Value?, _ schema: JSONSchema) {
        guard let value else { return }
        check(value, at: nil, schema)
    }

    private mutating func check<Value: JSONEncodable>(_ value: Value, at key: StaticString?, _ schema: JSONSchema) {
        let compiled: CompiledSchema
        switch schema.compiled {
        case .success(let schema): compiled = schema
        case .failure(let fault): return reportUnchecked("its schema is at fault: \(fault)", at: key)
        }
        if let source = source(of: key) { return check(source, at: key, compiled) }
        do {
            check(try JSONDocument(parsing: try JSONWriter.bytes(value)).root, at: key, compiled)
        } catch {
            // The place of a value that is nested too deep is as long as the value is deep.
            var place = error.pointer
            if case .tooDeep = error.kind { place = "" }
            reportUnchecked(error.message, at: key, below: place)
        }
    }

    /// Most values are valid, and that is found out without collecting anything.
    private mutating func check(_ json: JSONView, at key: StaticString?, _ schema: CompiledSchema) {
        let tape = json.tape
        var decision = SchemaEvaluation(schema, tape, isCollecting: false)
        if decision.run(json.position) { return }
        var evaluation = SchemaEvaluation(schema, tape, isCollecting: true)
        if decision.fault == nil { _ = evaluation.run(json.position) }
        if let fault = decision.fault ?? evaluation.fault { return reportUnchecked(fault, at: key) }
        let outer = json.pointer.utf8.count
        // What another check of the same value has found is not said twice.
        let known = Set(violations.map { Place(pointer: $0.pointer, rule: $0.rule) })
        for finding in evaluation.findings.prefix(SchemaEvaluation.findingLimit) {
            let place = String(decoding: tape.pointer(to: finding.position).utf8.dropFirst(outer), as: UTF8.self)
            guard known.isEmpty || !known.contains(Place(pointer: pointer(of: key) + place, rule: finding.rule)) else { continue }
            report(
                finding.rule, at: key, below: place, limit: finding.limit, value: finding.value, measured: finding.measured,
                detail: finding.detail
            )
        }
        if evaluation.findings.count > SchemaEvaluation.findingLimit {
            report(.custom, at: key, detail: "breaks more rules than these \(SchemaEvaluation.findingLimit)")
        }
    }

    private struct Place: Hashable {
        let pointer: String
        let rule: Violation.Rule
    }

    private mutating func reportUnchecked(_ reason: String, at key: StaticString?, below place: String = "") {
        report(.custom, at: key, below: place, detail: "cannot be checked: \(reason)")
    }
}
