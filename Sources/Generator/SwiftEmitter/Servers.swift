import Bindings

extension Writer {
    mutating func server(_ server: ServerFunction) {
        doc(server.documentation)
        if server.isRelative { doc("- Parameter description: Where the description is found, to which its URL is relative.") }
        for variable in server.variables {
            doc(variable.documentation, ofParameter: variable.name)
        }
        var parameters = server.variables.map { variable -> Code in "\(variable.name): String = \(literal: variable.defaultValue)" }
        if server.isRelative { parameters.insert("relativeTo description: URL", at: 0) }
        parenthesised("public static func \(server.name)", parameters, " throws(APIError) -> URL {")
        indented { out in
            out.parenthesised("try ServerTemplate.url", out.arguments(server), "")
        }
        line("}")
    }

    private func arguments(_ server: ServerFunction) -> [Code] {
        let variables = server.variables.map { variable -> Code in "\(literal: variable.key): \(variable.name)" }
        var arguments: [Code] = ["\(literal: server.template)"]
        if !variables.isEmpty { arguments.append("[\(Code.joined(variables))]") }
        let choices = server.variables.filter { !$0.values.isEmpty }.map { variable -> Code in
            "\(literal: variable.key): [\(Code.joined(variable.values.map { "\(literal: $0)" }))]"
        }
        if !choices.isEmpty { arguments.append("oneOf: [\(Code.joined(choices))]") }
        if server.isRelative { arguments.append("relativeTo: description") }
        return arguments
    }
}
