/// The fields that a value becomes: the same for `application/x-www-form-urlencoded` and for the text parts of a form.
///
/// A value comes as its JSON, which every model has: strings, dates and the like are strings there, numbers keep their text.
struct FormField {
    let name: String
    /// More than one where a style separates them.
    let values: [String]
    let separator: ParameterStyle

    private init(_ name: String, _ values: [String], _ separator: ParameterStyle = .form) {
        self.name = name
        self.values = values
        self.separator = separator
    }

    /// The fields of a value by the default rules: a field for each item of a list, other values that are no scalar as JSON. Null is
    /// left out.
    static func fields(_ name: String, _ value: JSONView, asJSON: Bool = false) -> [FormField] {
        switch value.kind {
        case .null: []
        case .array: value.items.compactMap { item in item.isNull ? nil : FormField(name, [asJSON ? item.text : item.formText]) }
        default: [FormField(name, [asJSON ? value.text : value.formText])]
        }
    }

    /// The fields of a value by a style (OpenAPI 3.2, "Style Values", as for `in: query`).
    static func fields(_ name: String, _ value: JSONView, _ style: ParameterStyle, explode: Bool?) -> [FormField] {
        if style == .deepObject { return deepFields(name, value) }
        let explodes = explode ?? (style == .form)
        switch value.kind {
        case .null: return []
        case .array where explodes: return fields(name, value)
        case .array:
            let values = value.items.filter { !$0.isNull }.map(\.formText)
            return values.isEmpty ? [] : [FormField(name, values, style)]
        case .object where explodes: return value.properties.flatMap { key, member in fields(key, member) }
        case .object:
            let values = value.properties.filter { !$0.value.isNull }.flatMap { [$0.key, $0.value.formText] }
            return values.isEmpty ? [] : [FormField(name, values, style)]
        default: return [FormField(name, [value.formText])]
        }
    }

    /// `name[key]=value`. The standard stops there; what is deeper goes as those servers take it that have the style (PHP, Rails, `qs`
    /// of Node): `name[key][key]`, and `name[0]` for an item of a list.
    static func deepFields(_ name: String, _ value: JSONView) -> [FormField] {
        switch value.kind {
        case .null: []
        case .array: value.items.lazy.filter { !$0.isNull }.enumerated().flatMap { deepFields("\(name)[\($0)]", $1) }
        case .object: value.properties.flatMap { deepFields("\(name)[\($0)]", $1) }
        default: [FormField(name, [value.formText])]
        }
    }
}

extension JSONView {
    /// The JSON of the value.
    var text: String {
        guard word.kind != .string, !word.isContainer else {
            let bytes = try? JSONWriter.bytes(JSONValueReading(self).value())
            return String(decoding: bytes ?? [], as: UTF8.self)
        }
        return tape.withBytes(of: position) { String(decoding: $0, as: UTF8.self) }
    }

    /// The text of a scalar without quotes, the JSON of other values.
    var formText: String { kind == .string ? tape.string(position) : text }

    var items: [JSONView] { (try? array()).map(Array.init) ?? [] }

    /// The members of an object in their order.
    var properties: [(key: String, value: JSONView)] {
        guard let object = try? object() else { return [] }
        return object.members().map { (tape.string($0.key), $0.value) }
    }
}
