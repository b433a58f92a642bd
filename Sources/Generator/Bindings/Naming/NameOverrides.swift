import OpenAPI

/// The names that the maintainer gives by JSON Pointer.
final class NameOverrides {
    private let overrides: [String: Configuration.NameOverride]
    private let order: [(key: String, override: Configuration.NameOverride)]
    private let places: SourceNames
    private let diagnostics: Diagnostics
    private var used: Set<String> = []

    init(_ names: [Configuration.NameOverride], in places: SourceNames, _ diagnostics: Diagnostics) {
        order = names.map { (places.name(writtenAs: $0.pointer), $0) }
        overrides = Dictionary(order.map { ($0.key, $0.override) }, uniquingKeysWith: { first, _ in first })
        self.places = places
        self.diagnostics = diagnostics
    }

    enum Kind { case member, type }

    var isEmpty: Bool { overrides.isEmpty }

    /// A name that was given, with where.
    struct Given {
        let name: String
        let mark: SourceMark?
    }

    /// The name given for the thing at `location`, if there is one and Swift takes it. Where two things are at one place, it is
    /// the type's if it begins with a capital.
    func name(at location: Location, as kind: Kind? = nil) -> Given? {
        overrides.isEmpty ? nil : name(places.name(of: location), kind)
    }

    /// For the thing at a pointer into the description's own file.
    func name(atPointer pointer: String) -> Given? {
        overrides.isEmpty ? nil : name("#" + pointer, nil)
    }

    func name(of operation: Operation) -> Given? { name(atPointer: operation.pathsPointer) ?? name(at: operation.location) }

    private func name(_ key: String, _ kind: Kind?) -> Given? {
        guard let override = overrides[key] else { return nil }
        let given: Kind = override.name.unicodeScalars.first?.properties.isUppercase == true ? .type : .member
        guard kind == nil || kind == given else { return nil }
        used.insert(key)
        if let name = Identifier.checked(override.name) { return Given(name: name, mark: override.mark) }
        let message = "\(quoted(override.name)) is no Swift name: letters, digits and _, and no digit first"
        diagnostics.error("invalid-name", message, at: override.mark)
        return nil
    }

    func reportUnused() {
        for (key, override) in order where !used.contains(key) {
            let message = "there is nothing at \(quoted(override.pointer)) that takes a name; remove this line or correct the pointer"
            diagnostics.warning("unused-name", message, at: override.mark)
        }
    }
}
