import YAMLDocument

extension DescriptionReader {
    func readSecurity(_ place: Place) -> SecurityRequirements {
        // An empty list would say that everybody may call.
        if place.node.isNull { diagnostics.error("unexpected-kind", "the security must be a list, but is null", at: place.valueMark) }
        let alternatives = elements(of: place, "the security").map { alternative in
            fields(of: alternative, as: "a security requirement", keepingExtensions: true).map { name, field in
                SecurityRequirements.Scheme(name: schemeName(name, alternative), scopes: strings(field, "the scopes"))
            }
        }
        return SecurityRequirements(location: place.location, alternatives: alternatives)
    }

    /// The name of a scheme in `components`, or, in 3.2, a reference to a scheme that may stand in another file. A name that is both
    /// is the name ("Security Requirement Object").
    private func schemeName(_ name: String, _ requirement: Place) -> String {
        guard result.version == .v32, !schemeNames.values.contains(name), name.contains("/") || name.contains("#"),
            let entry = requirement.node.entries.first(where: { $0.key == name }),
            let place = target(of: name, at: requirement.location.child(name, entry.keyMark).mark)
        else { return name }
        let last = place.location.pointer.split(separator: "/").last.map(String.init) ?? name
        let key = key(of: place.node)
        if let known = schemeNames[key] { return known }
        var unique = last
        var number = 2
        while schemeNames.values.contains(unique) {
            unique = "\(last)\(number)"
            number += 1
        }
        schemeNames[key] = unique
        if let scheme = readSecurityScheme(unique, place) { result.securitySchemes.append(scheme) }
        return unique
    }

    /// Of a selection, those that an operation needs.
    func readSecuritySchemes() {
        let used = Set(result.operations.flatMap { $0.security.map { Array($0.alternatives.joined()) } ?? [] }.map(\.name))
        for (name, place) in securitySchemePlaces where used.contains(name) || selector.selection.takesAll {
            if let scheme = readSecurityScheme(name, place) { result.securitySchemes.append(scheme) }
        }
    }

    private func readSecurityScheme(_ name: String, _ place: Place) -> SecurityScheme? {
        guard let place = resolved(place, "a security scheme") else { return nil }
        count(place, as: name)
        guard let type = place.node["type"]?.string else {
            diagnostics.error("missing-field", "a security scheme needs the field \"type\"", at: place.location.mark)
            return nil
        }
        var scheme = SecurityScheme(name: name, location: place.location, kind: kind(of: type, place))
        for (key, field) in fields(of: place, as: "a security scheme") {
            switch key {
            case "type", "scheme", "name", "in", "bearerFormat", "flows", "openIdConnectUrl", "oauth2MetadataUrl": break
            case "description": scheme.description = text(field, "the description")
            case "deprecated": scheme.isDeprecated = boolean(field, "deprecated")
            default: reportUnknown(key, field, in: "a security scheme", known: ["type", "scheme", "name", "in", "description", "flows"])
            }
        }
        return scheme
    }

    private func count(_ scheme: Place, as name: String) {
        guard census != nil else { return }
        let words = ["type", "scheme", "in"].compactMap { scheme.node[$0]?.string }
        census?.securitySchemes.append("\(name): \(words.joined(separator: " "))")
    }

    private func kind(of type: String, _ place: Place) -> SecurityScheme.Kind {
        switch type {
        case "http":
            guard let scheme = place.node["scheme"]?.string, !scheme.isEmpty, scheme.utf8.allSatisfy(isTokenByte) else { break }
            return .http(scheme.lowercased())
        case "apiKey":
            guard let name = place.node["name"]?.string, let field = place.node["in"]?.string,
                let keyPlace = Parameter.Place(rawValue: field), [.query, .header, .cookie].contains(keyPlace)
            else { break }
            let isName = keyPlace == .query || !name.isEmpty && name.utf8.allSatisfy(isTokenByte)
            return isName ? .apiKey(keyPlace, name: name) : .unnameable(keyPlace, name: name)
        case "oauth2": return .oauth2
        case "openIdConnect": return .openIDConnect
        case "mutualTLS": return .mutualTLS
        default: break
        }
        return .unknown(type)
    }
}
