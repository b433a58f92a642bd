import Bindings

extension Writer {
    mutating func declaration(_ declaration: TypeDeclaration) {
        switch declaration {
        case .structure(let structure): self.structure(structure)
        case .tuple(let tuple): self.tuple(tuple)
        case .openEnumeration(let enumeration): openEnumeration(enumeration)
        case .union(let union): self.union(union)
        case .events(let events): self.events(events)
        case .answers(let answers): self.answers(answers)
        case .headers(let headers): self.headers(headers)
        case .payloads(let payloads): self.payloads(payloads)
        }
    }

    private mutating func structure(_ structure: Structure) {
        doc(structure.documentation)
        let conformances: Code = structure.wire == .json ? "JSONModel" : "FormEncodable, Sendable"
        block("public struct \(structure.name.last): \(conformances)") { out in
            for property in structure.properties { out.property(property, in: structure.name) }
            if let additional = structure.additional { out.additional(additional, in: structure.name) }
            out.defaults(structure)
            out.memberwiseInitializer(structure.properties, structure.additional, in: structure.name)
            if structure.wire == .json { out.jsonInitializer(structure) }
            out.write(structure)
            out.validate(structure)
            for nested in structure.nested {
                out.gap()
                out.declaration(nested)
            }
        }
    }

    mutating func property(_ property: Property, in scope: TypeName) {
        doc(property.documentation)
        let wrapper: Code = property.isIndirect ? (property.presence == .required ? "@Indirect " : "@IndirectOptional ") : ""
        let access: Code = property.isSetByOperation ? "public internal(set)" : "public"
        line("\(wrapper)\(access) var \(property.name): \(typeOf: property, in: scope)")
    }

    private mutating func additional(_ additional: AdditionalProperties, in scope: TypeName) {
        doc("The properties that the description does not name.")
        line("public var \(additional.name): [String: \(additional.type, in: scope)]")
    }

    private mutating func defaults(_ structure: Structure) {
        let properties = structure.properties.filter { $0.defaultValue != nil && !$0.isSetByOperation }
        guard !properties.isEmpty else { return }
        gap()
        doc("What the server assumes for a property that is left out.")
        block("public enum Defaults") { out in
            for property in properties {
                guard let value = property.defaultValue else { continue }
                out.line("public static var \(property.name): \(property.defaultType, in: structure.name) { \(literal: value) }")
            }
        }
    }

    mutating func memberwiseInitializer(_ all: [Property], _ additional: AdditionalProperties? = nil, in scope: TypeName) {
        // Few have one that is not given, and to leave it out copies the others.
        let properties = all.contains { $0.isSetByOperation } ? all.filter { !$0.isSetByOperation } : all
        var parameters = properties.map { property -> Code in
            if let constant = property.constant { return "\(property.name): \(typeOf: property, in: scope) = \(literal: constant)" }
            let end: Code = property.presence == .optional ? " = nil" : ""
            return "\(property.name): \(typeOf: property, in: scope)\(end)"
        }
        if let additional { parameters.append("\(additional.name): [String: \(additional.type, in: scope)] = [:]") }
        gap()
        parenthesised("public init", parameters, " {")
        indented { out in
            for property in properties { out.line("self.\(property.name) = \(property.name)") }
            for property in all where property.isSetByOperation && property.presence == .required {
                out.line("self.\(property.name) = false")
            }
            if let additional { out.line("self.\(additional.name) = \(additional.name)") }
        }
        line("}")
    }

    /// A list of parameters, on one line if it is short, else as many to a line as there is room for.
    mutating func parenthesised(_ head: Code, _ parameters: [Code], _ end: Code) {
        list("\(head)(", parameters, ")\(end)")
    }

    mutating func bracketed(_ head: Code, _ elements: [Code]) {
        list("\(head)[", elements, "]")
    }

    private mutating func list(_ head: Code, _ parts: [Code], _ end: Code) {
        let width = parts.reduce(indentation.count + head.count + end.count) { $0 + $1.count } + 2 * max(0, parts.count - 1)
        guard width > Self.width else { return line("\(head)\(joined: parts)\(end)") }
        line(head)
        indented { out in out.filled(parts) }
        line(end)
    }

    mutating func filled(_ parts: [Code]) {
        var row = parts.startIndex..<parts.startIndex
        var width = indentation.count
        for (index, part) in parts.enumerated() {
            // With the comma behind it.
            let count = index == parts.count - 1 ? part.count : part.count + 1
            if !row.isEmpty, width + count > Self.width {
                line("\(joined: parts[row]),")
                row = index..<index
                width = indentation.count
            }
            row = row.lowerBound..<index + 1
            width += count + 1
        }
        if !row.isEmpty { line("\(joined: parts[row])") }
    }

    private mutating func jsonInitializer(_ structure: Structure) {
        gap()
        block("public init(properties object: inout JSONObjectView) throws") { out in
            for property in structure.properties {
                var read: Code =
                    switch property.presence {
                    case .required: "required"
                    case .optional: "optional"
                    case .requiredOrNull: "requiredOrNull"
                    }
                var type: Code = ""
                if property.mayBeText {
                    var numbers = property.type
                    if case .nullable(let wrapped) = numbers { (numbers, read) = (wrapped, "optionalOrNull") }
                    type = ", as: \(Self.numberReading(numbers)).self"
                }
                out.line("\(own: property.name, besides: "object") = try object.\(read)(\(literal: property.key)\(type))")
            }
            if let additional = structure.additional {
                let keys = Code.joined(structure.properties.map { "\(literal: $0.key)" })
                out.line("\(additional.name) = try object.additional(except: [\(keys)])")
            }
        }
    }

    /// What reads numbers that may be text.
    private static func numberReading(_ type: SwiftType) -> Code {
        switch type {
        case .array(let element): "[\(numberReading(element))]"
        case .dictionary(let value): "[String: \(numberReading(value))]"
        case .nullable(let wrapped): "Nullable<\(numberReading(wrapped))>"
        default: "NumberOrText"
        }
    }

    private mutating func write(_ structure: Structure) {
        gap()
        guard structure.wire == .json else { return writeForm(structure) }
        block("public func writeProperties(to json: inout JSONWriter)") { out in
            for property in structure.properties {
                let write: Code = property.presence == .requiredOrNull ? "writeOrNull" : "write"
                out.line("json.\(write)(\(literal: property.key), \(own: property.name, besides: "json"))")
            }
            if let additional = structure.additional { out.line("json.writeAdditional(\(additional.name))") }
        }
    }

    private mutating func writeForm(_ structure: Structure) {
        block("public func write(to form: inout FormWriter)") { out in
            for property in structure.properties {
                let write: Code =
                    switch property.part {
                    case .value: "field"
                    case .file: "file"
                    case .files: "files"
                    }
                out.line("form.\(write)(\(literal: property.key), \(own: property.name, besides: "form"))")
            }
            if let additional = structure.additional { out.line("form.additional(\(additional.name))") }
        }
    }

    private mutating func validate(_ structure: Structure) {
        let rules = structure.properties.compactMap { property in property.rule.map { (property, $0) } }
        let oneWay = structure.properties.filter { $0.requiredWay != nil }
        let hasOwn = !oneWay.isEmpty || !structure.presence.isEmpty || structure.rule != nil || structure.isClosed
        guard !rules.isEmpty || hasOwn || structure.additional?.rule != nil else { return }
        gap()
        block("public func validate(_ check: inout Validator)") { out in
            for (property, rule) in rules {
                let value: Code = "\(own: property.name, besides: "check")"
                out.check(rule, key: "\(literal: property.key)", value, isOptional: property.presence == .optional)
            }
            for property in oneWay {
                let call: Code = property.requiredWay == .answers ? "received" : "sent"
                out.line("check.\(call)(\(literal: property.key), \(own: property.name, besides: "check") != nil)")
            }
            if let additional = structure.additional, let rule = additional.rule {
                out.check(.dictionary(minProperties: nil, maxProperties: nil, value: rule), "\(additional.name)")
            }
            for presence in structure.presence {
                let call: Code = presence.count == .exactlyOne ? "exactlyOne" : "atLeastOne"
                let members = presence.properties.map { key, name -> Code in
                    name.map { "(\(literal: key), \(own: $0, besides: "check") != nil)" } ?? "(\(literal: key), true)"
                }
                out.line("check.\(call)([\(Code.joined(members))])")
            }
            if structure.isClosed { out.parenthesised("check.closed", structure.properties.map { "\(literal: $0.key)" }, "") }
            if let rule = structure.rule { out.check(rule, "self") }
        }
    }
}

extension Code.StringInterpolation {
    /// The stored property of this name, where the function has a local of its own, or two.
    mutating func appendInterpolation(own name: SwiftName, besides local: String, _ other: String? = nil) {
        if name.text == local || name.text == other { appendLiteral("self.") }
        appendInterpolation(name)
    }

    mutating func appendInterpolation(typeOf property: Property, in scope: TypeName) {
        appendInterpolation(property.type, in: scope)
        if property.presence != .required { appendLiteral("?") }
    }
}
