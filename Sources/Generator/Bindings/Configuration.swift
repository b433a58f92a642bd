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

    package init(module: String, client: String? = nil, names: [NameOverride] = []) {
        self.module = module
        self.client = client
        self.names = names
    }
}
