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
        let parts = [operation.summary, operation.description == operation.summary ? nil : operation.description]
        let own = parts.compactMap { $0 }.joined(separator: "\n\n")
        let text = ([own.isEmpty ? "\(operation.method) \(operation.path)" : own] + links(of: operation)).joined(separator: "\n\n")
        return Documentation(text: text, isDeprecated: operation.isDeprecated)
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
