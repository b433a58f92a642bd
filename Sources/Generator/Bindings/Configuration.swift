package import OpenAPI

/// What the maintainer decides about the Swift API, beyond what the description says.
package struct Configuration: Sendable {
    /// A Swift name for the thing at a JSON Pointer.
    package struct NameOverride: Sendable {
        package var pointer: String
        package var name: String
        /// Where it is written, for messages.
        package var mark: SourceMark?

        package init(pointer: String, name: String, mark: SourceMark?) {
            self.pointer = pointer
            self.name = name
            self.mark = mark
        }
    }

    package var module: String
    package var client: String?
    package var names: [NameOverride]
    package var selection = OperationSelection()
    /// Where the names of the module and the client are written, for messages; nil where that is no file.
    package var moduleMark: SourceMark?
    package var clientMark: SourceMark?

    package init(module: String, client: String? = nil, names: [NameOverride] = []) {
        self.module = module
        self.client = client
        self.names = names
    }

    var clientName: String { client ?? module + "Client" }

    /// What is wrong with the names of the module and the client.
    package var faults: [Diagnostic] {
        var faults: [Diagnostic] = []
        for (name, what, mark) in [(module, "the module", moduleMark), (clientName, "the client", clientMark)]
        where Identifier.checked(name) == nil && (client != nil || name == module) {
            let message = "\(quoted(name)) cannot name \(what): a Swift name has letters, digits and _, and begins with no digit"
            faults.append(Diagnostic(.error, "invalid-name", message, at: mark))
        }
        for (name, what, mark) in [(module, "the module", moduleMark), (clientName, "the client", clientMark)]
        where ReservedNames.types.contains(name) || what == "the module" && ReservedNames.modules.contains(name) {
            let message = "\(quoted(name)) cannot name \(what): generated code means something else by it; give it another name"
            faults.append(Diagnostic(.error, "reserved-name", message, at: mark))
        }
        if module == clientName {
            let message = "the client cannot be named like its module (\(module)): Swift cannot tell the two apart; give it another name"
            faults.append(Diagnostic(.error, "client-named-like-module", message, at: clientMark))
        }
        return faults
    }
}
