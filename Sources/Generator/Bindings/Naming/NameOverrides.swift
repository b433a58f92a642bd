import OpenAPI

/// The names that the maintainer gives by JSON Pointer.
final class NameOverrides {
    private let overrides: [String: Configuration.NameOverride]
    private let order: [Configuration.NameOverride]
    private let diagnostics: Diagnostics
    private var used: Set<String> = []

    init(_ names: [Configuration.NameOverride], _ diagnostics: Diagnostics) {
        order = names
        overrides = Dictionary(names.map { ($0.pointer, $0) }, uniquingKeysWith: { first, _ in first })
        self.diagnostics = diagnostics
    }

    enum Kind { case member, type }

    /// The name given for the thing at `pointer`, if there is one and Swift takes it. Where two things are at one place, it is
    /// the type's if it begins with a capital.
    func name(at pointer: String, as kind: Kind? = nil) -> String? {
        guard let override = overrides[pointer] else { return nil }
        let given: Kind = override.name.unicodeScalars.first?.properties.isUppercase == true ? .type : .member
        guard kind == nil || kind == given else { return nil }
        used.insert(pointer)
        if let name = Identifier.checked(override.name) { return name }
        let message = "\(quoted(override.name)) is no Swift name: letters, digits and _, and no digit first"
        diagnostics.error("invalid-name", message, at: override.mark)
        return nil
    }

    func reportUnused() {
        for override in order where !used.contains(override.pointer) {
            let message = "there is nothing at \(quoted(override.pointer)) that takes a name; remove this line or correct the pointer"
            diagnostics.warning("unused-name", message, at: override.mark)
        }
    }
}
