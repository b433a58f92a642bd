import OpenAPI

extension ModuleBuilder {
    /// A function for each server that the description names, those of its operations too.
    func serverFunctions() -> [ServerFunction] {
        var scope = Scope(reserved: ["client"])
        var seen: [String: Server] = [:]
        var functions: [ServerFunction] = []
        func add(_ server: Server, of operation: String = "") {
            let identity = "\(server.url) \(server.variables.map { "\($0.name)=\($0.defaultValue)" })"
            if let first = seen[identity] { return reportTwice(server, first) }
            seen[identity] = server
            let given = server.name.map { Identifier.member($0, fallback: "server") }
            // The first keeps the plain name, whoever comes after it.
            let plain = Identifier.member("\(operation) server")
            let wanted = scope.contains(plain) ? Identifier.member("\(operation) \(label(of: server)) server") : plain
            if let function = function(server, given ?? wanted, &scope) { functions.append(function) }
        }
        for server in description.servers { add(server) }
        for operation in description.operations {
            for server in operation.servers { add(server, of: operationName(operation)) }
        }
        return functions
    }

    /// What a short description calls it: `Sandbox`, `The sandbox server` and `Sandbox (test data)` are all a `sandboxServer`.
    private func label(of server: Server) -> String {
        guard let text = server.description?.prefix(while: { $0 != "(" }), text.utf8.count <= 40 else { return "" }
        var words = Words.split(String(text))
        if words.first?.lowercased() == "the" { words.removeFirst() }
        if words.last?.lowercased() == "server" { words.removeLast() }
        return words.count <= 4 ? words.joined(separator: " ") : ""
    }

    /// Operations of a path share its servers, which is no repetition of the author's.
    private func reportTwice(_ server: Server, _ first: Server) {
        guard server.location != first.location else { return }
        let isList = server.location.pointer.split(separator: "/").dropLast() == first.location.pointer.split(separator: "/").dropLast()
        guard isList else { return }
        let note = Diagnostic.Note(message: "the first one is here", mark: first.location.mark)
        let message = "the server \(quoted(server.url)) is there twice; the second is left out"
        diagnostics.warning("duplicate-server", message, at: server.location.mark, notes: [note])
    }

    private func function(_ server: Server, _ wanted: String, _ scope: inout Scope) -> ServerFunction? {
        guard canBeServer(server) else { return nil }
        let used = Set(Template.variables(of: server.url))
        for variable in server.variables where !used.contains(variable.name) {
            let message = "the server URL has no place for the variable \(quoted(variable.name))"
            diagnostics.warning("unused-variable", message, at: variable.location.mark)
        }
        var names = Scope(reserved: ["description"])
        return ServerFunction(
            name: scope.claim(wanted),
            documentation: Documentation(text: server.description ?? "A server that the description names."),
            template: server.url,
            isRelative: isRelative(server.url),
            variables: server.variables.filter { used.contains($0.name) }.map { variable in
                ServerFunction.Variable(
                    name: names.claim(Identifier.member(variable.name, fallback: "variable")),
                    key: variable.name,
                    defaultValue: variable.defaultValue,
                    values: values(of: variable),
                    documentation: Documentation(text: text(of: variable))
                )
            }
        )
    }

    /// A default that is not listed is a value all the same (before 3.1 the standard lets it be).
    private func values(of variable: Server.Variable) -> [String] {
        let values = variable.enumeration
        return values.isEmpty || values.contains(variable.defaultValue) ? values : values + [variable.defaultValue]
    }

    private func text(of variable: Server.Variable) -> String? {
        guard !variable.enumeration.isEmpty else { return variable.description }
        let values = "One of \(values(of: variable).map { "`\($0)`" }.joined(separator: ", "))."
        return variable.description.map { "\($0) \(values)" } ?? values
    }

    /// The URL where an operation goes that has servers of its own: the first that is whole.
    func ownServer(of operation: Operation) -> String? {
        for server in operation.servers where canBeServer(server) {
            guard !isRelative(server.url) else {
                let reason = "it is relative to the description, whose place is not known here; the operation goes to the client's server"
                let message = "the operation's server \(quoted(server.url)): \(reason), unless CallOptions names another"
                diagnostics.unsupported("unsupported-server", message, at: server.location.mark)
                return nil
            }
            return filledIn(server)
        }
        return nil
    }

    // MARK: URLs

    /// OpenAPI 3.2, "Server Object": a URL may be relative to the place of the description.
    private func isRelative(_ url: String) -> Bool { !url.hasPrefix("{") && !url.contains("://") }

    /// With the defaults of its variables.
    private func filledIn(_ server: Server) -> String {
        let defaults = Dictionary(server.variables.map { ($0.name, $0.defaultValue) }) { first, _ in first }
        return Template.parts(of: server.url).map { part in
            switch part {
            case .literal(let text): String(text)
            case .variable(let name): defaults[String(name)] ?? "{\(name)}"
            }
        }.joined()
    }

    /// Whether there can be a request to it, whatever the values of its variables; else a diagnostic says why not.
    private func canBeServer(_ server: Server) -> Bool {
        guard let fault = fault(of: server) else { return true }
        let message = "\(quoted(server.url)) \(fault); there is no function for it"
        diagnostics.unsupported("unsupported-server", message, at: server.location.mark)
        return false
    }

    private func fault(of server: Server) -> String? {
        guard isURL(server.url) else { return "holds characters that no URL has (RFC 3986)" }
        let described = Set(server.variables.map(\.name))
        for name in Template.variables(of: server.url) where !described.contains(name) {
            return "uses the variable \(quoted(name)), which is not described"
        }
        for variable in server.variables where !variable.enumeration.isEmpty && !variable.enumeration.contains(variable.defaultValue) {
            let message = "the default \(quoted(variable.defaultValue)) of the variable \(quoted(variable.name)) is not one of its values"
            diagnostics.warning("invalid-default", message, at: variable.location.mark)
        }
        let url = filledIn(server)
        if url.contains("?") || url.contains("#") { return "has a query or a fragment, which a server URL cannot have" }
        guard !isRelative(server.url) else { return nil }
        let parts = url.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, ["http", "https"].contains(parts[0].lowercased()), parts[1].hasPrefix("//") else {
            return "is no address of HTTP"
        }
        let authority = parts[1].dropFirst(2).prefix { $0 != "/" }
        if authority.contains("@") { return "has user information, which would stand in every log" }
        return authority.isEmpty || authority.hasPrefix(":") ? "has no host" : nil
    }

    /// RFC 3986, section 2: the characters of a URI, and the braces of variables.
    private func isURL(_ url: String) -> Bool {
        url.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-._~:/?#[]@!$&'()*+,;=%{}".utf8.contains(byte)
            }
        }
    }
}
