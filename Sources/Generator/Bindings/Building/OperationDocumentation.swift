import OpenAPI

extension ModuleBuilder {
    func httpMethod(_ operation: Operation) -> HTTPMethod {
        switch operation.method {
        case "GET": .get
        case "PUT": .put
        case "POST": .post
        case "DELETE": .delete
        case "OPTIONS": .options
        case "HEAD": .head
        case "PATCH": .patch
        case "TRACE": .trace
        case "QUERY": .query
        default: .other(operation.method)
        }
    }

    func operationDocumentation(_ operation: Operation) -> Documentation {
        let isRepeated = operation.description.map { begins($0, with: operation.summary ?? "") } ?? false
        let own = [isRepeated ? nil : operation.summary, operation.description].compactMap { $0 }.joined(separator: "\n\n")
        let text = ([own.isEmpty ? "\(operation.method) \(operation.path)" : own] + links(of: operation)).joined(separator: "\n\n")
        return Documentation(text: text, isDeprecated: operation.isDeprecated)
    }

    /// Whether a description says what the summary says, in the same words and before all else.
    private func begins(_ description: String, with summary: String) -> Bool {
        var summary = summary.drop(while: \.isWhitespace)
        while let last = summary.last, last == "." || last.isWhitespace { summary.removeLast() }
        let rest = description.drop(while: \.isWhitespace)
        guard rest.hasPrefix(summary) else { return false }
        return rest.dropFirst(summary.count).first.map { ".!?:".contains($0) || $0.isNewline } ?? true
    }

    /// Links say which operations go on from an answer (OpenAPI 3.2, "Link Object").
    private func links(of operation: Operation) -> [String] {
        operation.responses.flatMap { response in
            response.links.map { link in
                let target = link.target.map { ": `\(methodName($0))`" } ?? ""
                let words = link.description.map { "; \($0)" } ?? ""
                return "Link of \(statusText(response.status)) `\(link.name)`\(target)\(words)"
            }
        }
    }

    /// The Swift name of an operation, where the text is an operationId.
    private func methodName(_ target: String) -> String {
        description.operations.contains { $0.operationID == target } ? Identifier.member(target, fallback: "operation") : target
    }

    private func statusText(_ status: Response.Status) -> String {
        switch status {
        case .code(let code): "\(code)"
        case .range(let hundred): "\(hundred)XX"
        case .default: "any other status"
        }
    }
}
