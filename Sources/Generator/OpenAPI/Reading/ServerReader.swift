import YAMLDocument

extension DescriptionReader {
    func readServers(_ place: Place) -> [Server] {
        elements(of: place, "the servers").compactMap { readServer($0) }
    }

    private func readServer(_ place: Place) -> Server? {
        guard let place = resolved(place, "a server") else { return nil }
        guard let url = place.node["url"]?.string else {
            diagnostics.error("missing-field", "a server needs the field \"url\"", at: place.location.mark)
            return nil
        }
        var server = Server(location: place.location.marked(place.node["url"]?.mark ?? place.node.mark), url: url)
        for (key, field) in fields(of: place, as: "a server") {
            switch key {
            case "url": break
            case "name": server.name = string(field, "the name")
            case "description": server.description = text(field, "the description")
            case "variables":
                server.variables = fields(of: field, as: "the variables", keepingExtensions: true).compactMap { readVariable($0, $1) }
            default: reportUnknown(key, field, in: "a server", known: ["url", "name", "description", "variables"])
            }
        }
        return server
    }

    private func readVariable(_ name: String, _ place: Place) -> Server.Variable? {
        guard let place = resolved(place, "a server variable") else { return nil }
        guard let defaultValue = place.node["default"]?.text else {
            let message = "the server variable \(quoted(name)) needs the field \"default\""
            diagnostics.error("missing-field", message, at: place.location.mark)
            return nil
        }
        var variable = Server.Variable(name: name, defaultValue: defaultValue, location: place.location)
        for (key, field) in fields(of: place, as: "a server variable") {
            switch key {
            case "default": break
            case "enum": variable.enumeration = strings(field, "enum")
            case "description": variable.description = text(field, "the description")
            default: reportUnknown(key, field, in: "a server variable", known: ["default", "enum", "description"])
            }
        }
        return variable
    }
}
