import YAMLDocument

extension DescriptionReader {
    func readParameters(_ place: Place) -> [Parameter] {
        var result: [Parameter] = []
        var places: [String: Location] = [:]
        for element in elements(of: place, "the parameters") {
            guard let parameter = resolved(element, "a parameter").flatMap({ readParameter($0) }) else { continue }
            if let first = places[parameter.identity] {
                let note = Diagnostic.Note(message: "the first one is here", mark: first.mark)
                let message = "the \(parameter.place.rawValue) parameter \(quoted(parameter.name)) is there twice; the first one is used"
                diagnostics.warning("duplicate-parameter", message, at: element.location.mark, notes: [note])
            } else {
                places[parameter.identity] = parameter.location
                result.append(parameter)
            }
        }
        return result
    }

    private func readParameter(_ place: Place) -> Parameter? {
        let placeText = place.node["in"]?.string
        // The name of a whole query is sent nowhere.
        let unnamed = placeText == Parameter.Place.querystring.rawValue ? "query" : nil
        guard let name = member("name", of: place).flatMap({ string($0, "the name") }) ?? unnamed, let placeText else {
            diagnostics.error("missing-field", "a parameter needs the fields \"name\" and \"in\"", at: place.location.mark)
            return nil
        }
        guard let parameterPlace = Parameter.Place(rawValue: placeText) else {
            let message = "\(quoted(placeText)) is no place of a parameter; there are path, query, querystring, header and cookie"
            let mark = (place.node["in"]?.mark ?? place.location.mark).pointing(to: place.location.pointer + "/in")
            diagnostics.error("unknown-parameter-place", message, at: mark)
            return nil
        }
        var parameter = Parameter(location: place.location, name: name, place: parameterPlace)
        for (key, field) in fields(of: place, as: "a parameter") {
            switch key {
            case "name", "in", "example", "examples": break
            case "description": parameter.description = text(field, "the description")
            case "required": parameter.isRequired = boolean(field, "required")
            case "deprecated": parameter.isDeprecated = boolean(field, "deprecated")
            case "style": (parameter.style, parameter.styleMark) = (style(field), field.valueMark)
            case "explode": (parameter.explode, parameter.explodeMark) = (boolean(field, "explode"), field.location.mark)
            case "allowReserved":
                (parameter.allowReserved, parameter.allowReservedMark) = (boolean(field, "allowReserved"), field.location.mark)
            case "allowEmptyValue": parameter.allowEmptyValue = boolean(field, "allowEmptyValue")
            case "schema": parameter.schema = readSchema(field)
            case "content": parameter.content = readContent(field)
            default:
                reportUnknown(
                    key, field, in: "a parameter", known: ["name", "in", "description", "required", "schema", "style", "explode"])
            }
        }
        return parameter
    }

    private func style(_ field: Place) -> Parameter.Style? {
        guard let text = string(field, "the style") else { return nil }
        if let style = Parameter.Style(rawValue: text) { return style }
        let suggestion = nearest(to: text, in: Parameter.Style.allCases.map(\.rawValue)).map { "; did you mean \(quoted($0))?" } ?? ""
        let message = "\(quoted(text)) is no style of a parameter, so the default of its place is used\(suggestion)"
        diagnostics.warning("unknown-style", message, at: field.valueMark)
        return nil
    }
}
