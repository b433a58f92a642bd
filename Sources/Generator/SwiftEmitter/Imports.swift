import Bindings

extension TypeDeclaration {
    /// Whether a type of Foundation is named in the declaration: an import that is not used is a warning.
    var usesFoundation: Bool {
        switch self {
        case .structure(let structure):
            structure.properties.contains { $0.type.isFoundation } || structure.additional?.type.isFoundation == true
                || structure.nested.contains(where: \.usesFoundation)
        case .tuple(let tuple): tuple.items.contains { $0.type.isFoundation } || tuple.nested.contains(where: \.usesFoundation)
        case .openEnumeration: false
        case .union(let union): union.cases.contains { $0.payload.isFoundation } || union.nested.contains(where: \.usesFoundation)
        case .events(let events): events.cases.contains { $0.payload?.isFoundation ?? false }
        case .answers(let answers): answers.cases.contains { $0.answer.content.isFoundation }
        case .headers(let headers): headers.properties.contains { $0.type.isFoundation }
        case .payloads(let payloads): payloads.aliases.contains { $0.type.isFoundation }
        }
    }
}

extension TypeDeclaration {
    /// Whether a type of the runtime is named in the declaration.
    var usesRuntime: Bool {
        if case .payloads(let payloads) = self { return payloads.aliases.contains { $0.type.isRuntime } }
        guard case .answers(let answers) = self else { return true }
        return answers.cases.contains { item in
            switch item.answer.content {
            // An optional, to a caller.
            case .json(.nullable(let type)): type.isRuntime
            case .json(let type), .text(let type): type.isRuntime
            case .bytes, .base64, .none: false
            }
        }
    }
}

extension Answer.Content {
    fileprivate var isFoundation: Bool {
        switch self {
        case .json(let type), .text(let type): type.isFoundation
        case .bytes, .base64: true
        case .none: false
        }
    }
}

extension SwiftType {
    fileprivate var isFoundation: Bool {
        switch self {
        case .data, .date, .uuid, .url: true
        case .array(let type), .dictionary(let type), .nullable(let type): type.isFoundation
        case .string, .boolean, .int, .int32, .int64, .uint64, .float, .double, .calendarDate, .json, .file, .named: false
        }
    }

    fileprivate var isRuntime: Bool {
        switch self {
        case .calendarDate, .json, .file, .nullable: true
        case .array(let type), .dictionary(let type): type.isRuntime
        case .data, .date, .uuid, .url, .string, .boolean, .int, .int32, .int64, .uint64, .float, .double, .named: false
        }
    }
}
