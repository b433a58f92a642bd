import Bindings

extension Writer {
    mutating func declaration(_ declaration: TypeDeclaration, in scope: TypeName?) {
        switch declaration {
        case .structure(let structure): self.structure(structure)
        case .openEnumeration(let enumeration): openEnumeration(enumeration)
        case .events(let events): self.events(events)
        case .answers(let answers): self.answers(answers)
        }
    }

    private mutating func structure(_ structure: Structure) {
        doc(structure.documentation)
        let conformances: Code = structure.wire == .json ? "JSONCodable, Hashable, Sendable" : "FormEncodable, Sendable"
        block("public struct \(structure.name.last): \(conformances)") { out in
            for property in structure.properties { out.property(property, in: structure.name) }
            if let additional = structure.additional { out.additional(additional, in: structure.name) }
            out.defaults(structure)
            out.memberwiseInitializer(structure)
            if structure.wire == .json { out.jsonInitializer(structure) }
            out.write(structure)
            out.validate(structure)
            for nested in structure.nested {
                out.gap()
                out.declaration(nested, in: structure.name)
            }
        }
    }

    private mutating func property(_ property: Property, in scope: TypeName) {
        doc(property.documentation)
        let wrapper: Code = property.isIndirect ? "@Indirect " : ""
        let access: Code = property.isSetByOperation ? "public internal(set)" : "public"
        line("\(wrapper)\(access) var \(property.name): \(property.declaredType(in: scope))")
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
                out.line("public static let \(property.name): \(property.type, in: structure.name) = \(literal: value)")
            }
        }
    }

    private mutating func memberwiseInitializer(_ structure: Structure) {
        let properties = structure.properties.filter { !$0.isSetByOperation }
        var parameters = properties.map { property -> Code in
            let type = property.declaredType(in: structure.name)
            if let constant = property.constant { return "\(property.name): \(type) = \(literal: constant)" }
            return property.presence == .optional ? "\(property.name): \(type) = nil" : "\(property.name): \(type)"
        }
        if let additional = structure.additional {
            parameters.append("\(additional.name): [String: \(additional.type, in: structure.name)] = [:]")
        }
        gap()
        parenthesised("public init", parameters, " {")
        indented { out in
            for property in properties { out.line("self.\(property.name) = \(property.name)") }
            if let additional = structure.additional { out.line("self.\(additional.name) = \(additional.name)") }
        }
        line("}")
    }

    /// A list of parameters, on one line if it is short.
    mutating func parenthesised(_ head: Code, _ parameters: [Code], _ end: Code) {
        let single: Code = "\(head)(\(Code.joined(parameters)))\(end)"
        if single.text.utf8.count <= 116 {
            line(single)
            return
        }
        line("\(head)(")
        indented { out in
            for (index, parameter) in parameters.enumerated() {
                out.line(index == parameters.count - 1 ? "\(parameter)" : "\(parameter),")
            }
        }
        line(")\(end)")
    }

    private mutating func jsonInitializer(_ structure: Structure) {
        gap()
        block("public init(json: JSONView) throws") { out in
            // An object without properties is still an object.
            if structure.properties.isEmpty && structure.additional == nil {
                out.line("_ = try json.object()")
                return
            }
            out.line("var object = try json.object()")
            for property in structure.properties {
                let read: Code =
                    switch property.presence {
                    case .required: "required"
                    case .optional: "optional"
                    case .requiredOrNull: "requiredOrNull"
                    }
                out.line("\(property.name.own(besides: ["json", "object"])) = try object.\(read)(\(literal: property.key))")
            }
            if let additional = structure.additional {
                let keys = Code.joined(structure.properties.map { "\(literal: $0.key)" })
                out.line("\(additional.name) = try object.additional(except: [\(keys)])")
            }
        }
    }

    private mutating func write(_ structure: Structure) {
        gap()
        guard structure.wire == .json else { return writeForm(structure) }
        block("public func write(to json: inout JSONWriter)") { out in
            out.line("json.beginObject()")
            for property in structure.properties {
                let write: Code = property.presence == .requiredOrNull ? "writeOrNull" : "write"
                out.line("json.\(write)(\(literal: property.key), \(property.name.own(besides: ["json"])))")
            }
            if let additional = structure.additional { out.line("json.writeAdditional(\(additional.name))") }
            out.line("json.endObject()")
        }
    }

    private mutating func writeForm(_ structure: Structure) {
        block("public func write(to form: inout FormWriter)") { out in
            for property in structure.properties {
                let write: Code =
                    switch property.part {
                    case .text, .texts: "field"
                    case .file: "file"
                    case .files: "files"
                    case .json: "json"
                    }
                out.line("form.\(write)(\(literal: property.key), \(property.name.own(besides: ["form"])))")
            }
        }
    }

    private mutating func validate(_ structure: Structure) {
        let rules = structure.properties.compactMap { property in property.rule.map { (property, $0) } }
        guard !rules.isEmpty || !structure.presence.isEmpty || structure.additional?.rule != nil else { return }
        gap()
        block("public func validate(_ check: inout Validator)") { out in
            for (property, rule) in rules {
                out.check(rule, "\(literal: property.key), \(property.name.own(besides: ["check"]))")
            }
            if let additional = structure.additional, let rule = additional.rule {
                out.block("check.additional(\(additional.name))") { out in out.check(rule, "$1", on: "$0") }
            }
            for presence in structure.presence {
                let call: Code = presence.count == .exactlyOne ? "exactlyOne" : "atLeastOne"
                let members = presence.properties.map { key, name -> Code in "(\(literal: key), \(name) != nil)" }
                out.line("check.\(call)([\(Code.joined(members))])")
            }
        }
    }
}

extension SwiftName {
    /// The stored property of this name, where the function has `locals` of its own.
    func own(besides locals: Set<String>) -> Code {
        locals.contains(text) ? "self.\(self)" : "\(self)"
    }
}

extension Property {
    func declaredType(in scope: TypeName) -> Code {
        presence == .required ? "\(type, in: scope)" : "\(type, in: scope)?"
    }
}
