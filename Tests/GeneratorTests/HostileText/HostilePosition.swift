/// A place in a description where an author may write any text, and how a description says it there.
struct HostilePosition: CustomStringConvertible, Sendable {
    /// Where a value goes, by the keys that lead to it.
    typealias Entry = (path: [String], value: JSON)

    /// A value of JSON. What has keys keeps one of each.
    indirect enum JSON: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByBooleanLiteral {
        case text(String)
        case boolean(Bool)
        case list([JSON])
        case mapping([(String, JSON)])

        init(stringLiteral value: String) { self = .text(value) }
        init(booleanLiteral value: Bool) { self = .boolean(value) }
        init(arrayLiteral elements: JSON...) { self = .list(elements) }
        init(dictionaryLiteral elements: (String, JSON)...) { self = .mapping(elements) }
    }

    let description: String
    /// What stands in the description for a text; the name is one that nothing else has.
    let entries: @Sendable (_ text: String, _ name: String) -> [Entry]

    init(_ description: String, _ entries: @escaping @Sendable (_ text: String, _ name: String) -> [Entry]) {
        self.description = description
        self.entries = entries
    }

    /// A schema that holds the text.
    private static func schema(_ what: String, _ schema: @escaping @Sendable (String) -> JSON) -> HostilePosition {
        HostilePosition(what) { text, name in [(["components", "schemas", name], schema(text))] }
    }

    /// An operation that holds the text.
    private static func operation(_ what: String, _ operation: @escaping @Sendable (String) -> JSON) -> HostilePosition {
        HostilePosition(what) { text, name in [(["paths", "/\(name)", "post"], operation(text))] }
    }

    private static let string: JSON = ["type": "string"]
    private static let answer: JSON = ["204": ["description": "d"]]

    static let all: [HostilePosition] = schemas + operations + documents

    private static let schemas: [HostilePosition] = [
        HostilePosition("a schema's name") { text, _ in
            [(["components", "schemas", text], ["type": "object", "properties": ["a": string]])]
        },
        schema("a property's name") { ["type": "object", "properties": [$0: string]] },
        schema("a required property's name") { ["type": "object", "properties": [$0: string], "required": [.text($0)]] },
        schema("an inline object's name") { ["type": "object", "properties": [$0: ["type": "object", "properties": ["a": string]]]] },
        schema("an inline enum's name") { ["type": "object", "properties": [$0: ["enum": ["a", "b"]]]] },
        schema("a schema's title") { ["title": .text($0), "type": "object", "properties": ["a": string]] },
        schema("an inline schema's title") {
            ["type": "object", "properties": ["a": ["title": .text($0), "type": "object", "properties": ["b": string]]]]
        },
        schema("a schema's description") { ["type": "object", "description": .text($0), "properties": ["a": string]] },
        schema("a property's description") {
            ["type": "object", "properties": ["a": ["type": "string", "description": .text($0), "default": "b"]]]
        },
        schema("a property's title") { ["type": "object", "properties": ["a": ["type": "string", "title": .text($0)]]] },
        schema("a pattern") { ["type": "object", "properties": ["a": ["type": "string", "pattern": .text($0)]]] },
        schema("an enum's value") { ["type": "string", "enum": [.text($0), "another"]] },
        schema("an enum's name for a value") { ["type": "string", "enum": ["a", "b"], "x-enum-varnames": [.text($0), "c"]] },
        schema("a default") { ["type": "object", "properties": ["a": ["type": "string", "default": .text($0)]]] },
        schema("a default of an enum") {
            ["type": "object", "properties": ["a": ["type": "string", "enum": [.text($0), "b"], "default": .text($0)]]]
        },
        schema("a default that is no single value") {
            ["type": "object", "properties": ["a": ["type": "array", "items": string, "default": [.text($0)]]]]
        },
        schema("a constant") { ["type": "object", "properties": ["a": ["const": .text($0)]], "required": ["a"]] },
        schema("a constant inside an object") { ["type": "object", "properties": ["a": ["const": [$0: .text($0)]]]] },
        schema("an example") {
            ["type": "object", "properties": ["a": ["type": "string", "example": .text($0), "examples": [.text($0)]]]]
        },
        schema("a format") { ["type": "object", "properties": ["a": ["type": "string", "format": .text($0)]]] },
        schema("a content encoding") { ["type": "object", "properties": ["a": ["type": "string", "contentEncoding": .text($0)]]] },
        schema("a content media type") { ["type": "object", "properties": ["a": ["type": "string", "contentMediaType": .text($0)]]] },
        schema("a field of a schema") { ["type": "object", $0: "a", "properties": ["a": string]] },
        schema("an extension") { ["type": "object", "x-\($0)": .text($0), "x-event-name": .text($0), "properties": ["a": string]] },
        schema("a name with a rule of its own") {
            ["type": "object", "properties": ["a": string], "patternProperties": [$0: string], "dependentRequired": [$0: [.text($0)]]]
        },
        schema("a rule that no type has a form for") { ["type": "object", "properties": ["a": ["not": ["const": .text($0)]]]] },
        schema("a reference to a schema") { ["type": "object", "properties": ["a": ["$ref": .text("#/components/schemas/\($0)")]]] },
        schema("a file that is referred to") { ["type": "object", "properties": ["a": ["$ref": .text($0)]]] },
        schema("an anchor and a definition's name") {
            ["type": "object", "$anchor": .text($0), "$defs": [$0: string], "properties": ["a": ["not": ["$ref": .text("#/$defs/\($0)")]]]]
        },
        schema("a mapping's target") {
            [
                "oneOf": [["title": "A", "type": "object", "properties": ["k": string]], ["type": "string"]],
                "discriminator": ["propertyName": "k", "mapping": ["a": .text($0)], "defaultMapping": .text($0)],
            ]
        },
        schema("an alternative's title") {
            ["oneOf": [["title": .text($0), "type": "object", "properties": ["a": string]], ["type": "string"]]]
        },
        HostilePosition("a discriminator") { text, name in
            let variants = ["A", "B"].map { name + $0 }
            let kinds = variants.map { variant -> Entry in
                (
                    ["components", "schemas", variant],
                    ["type": "object", "properties": [text: ["type": "string"], "own\(variant)": string], "required": [.text(text)]]
                )
            }
            let references = variants.map { "#/components/schemas/\($0)" }
            let mapping: JSON = [text: .text(references[0]), "b": .text(references[1])]
            let whole: JSON = [
                "oneOf": .list(references.map { ["$ref": .text($0)] }), "discriminator": ["propertyName": .text(text), "mapping": mapping],
            ]
            return kinds + [(["components", "schemas", name], whole)]
        },
        schema("a constant that tells alternatives apart") {
            let a: JSON = ["type": "object", "required": ["k"], "properties": ["k": ["const": .text($0)], "a": string]]
            let b: JSON = ["type": "object", "required": ["k"], "properties": ["k": ["const": .text($0 + "2")], "b": string]]
            return ["oneOf": [a, b]]
        },
    ]

    private static let operations: [HostilePosition] = [
        HostilePosition("a path") { text, name in [(["paths", "/\(name)/\(text)/z", "get"], ["responses": answer])] },
        HostilePosition("a path parameter") { text, name in
            let parameter: JSON = ["name": .text(text), "in": "path", "required": true, "schema": string]
            return [(["paths", "/\(name)/{\(text)}", "get"], ["parameters": [parameter], "responses": answer])]
        },
        operation("an operationId") { ["operationId": .text($0), "responses": answer] },
        operation("a tag") { ["tags": [.text($0)], "responses": answer] },
        operation("a summary") { ["summary": .text($0), "responses": answer] },
        operation("an operation's description") { ["description": .text($0), "responses": answer] },
        operation("a query parameter") { ["parameters": [["name": .text($0), "in": "query", "schema": string]], "responses": answer] },
        operation("a list in the query") {
            ["parameters": [["name": .text($0), "in": "query", "schema": ["type": "array", "items": string]]], "responses": answer]
        },
        operation("a header parameter") { ["parameters": [["name": .text($0), "in": "header", "schema": string]], "responses": answer] },
        operation("a cookie") { ["parameters": [["name": .text($0), "in": "cookie", "schema": string]], "responses": answer] },
        operation("a parameter's description and default") {
            let schema: JSON = ["type": "string", "default": .text($0)]
            return ["parameters": [["name": "a", "in": "query", "description": .text($0), "schema": schema]], "responses": answer]
        },
        operation("a parameter's enum") {
            ["parameters": [["name": "a", "in": "query", "schema": ["type": "string", "enum": [.text($0), "b"]]]], "responses": answer]
        },
        operation("a parameter's media type") {
            ["parameters": [["name": "a", "in": "query", "content": [$0: ["schema": string]]]], "responses": answer]
        },
        operation("a body's media type") { ["requestBody": ["content": [$0: ["schema": string]]], "responses": answer] },
        operation("a body's parameter of a media type") {
            ["requestBody": ["content": ["application/json; a=\($0)": ["schema": string]]], "responses": answer]
        },
        operation("a part of a form") {
            let schema: JSON = ["type": "object", "properties": [$0: ["type": "string", "format": "binary"]]]
            let content: JSON = ["multipart/form-data": ["schema": schema, "encoding": [$0: ["contentType": .text($0)]]]]
            return ["requestBody": ["content": content], "responses": answer]
        },
        operation("a field of a form") {
            let schema: JSON = ["type": "object", "properties": [$0: string]]
            return ["requestBody": ["content": ["application/x-www-form-urlencoded": ["schema": schema]]], "responses": answer]
        },
        operation("an answer's description") { ["responses": ["204": ["description": .text($0)]]] },
        operation("an answer's status") { ["responses": [$0: ["description": "d"]]] },
        operation("an answer's header") { ["responses": ["204": ["description": "d", "headers": [$0: ["schema": string]]]]] },
        operation("an answer's media type") { ["responses": ["200": ["description": "d", "content": [$0: ["schema": string]]]]] },
        operation("an answer's parameter of a media type") {
            ["responses": ["200": ["description": "d", "content": ["application/json; a=\($0)": ["schema": string]]]]]
        },
        operation("an event's name") {
            let event: JSON = ["type": "object", "properties": ["event": ["const": .text($0)], "data": string], "required": ["event"]]
            let content: JSON = ["text/event-stream": ["itemSchema": ["oneOf": [event]]]]
            return ["responses": ["200": ["description": "d", "content": content]]]
        },
        operation("a callback's name") {
            ["responses": answer, "callbacks": [$0: ["{$request.body#/a}": ["post": ["responses": answer]]]]]
        },
        operation("a link's name") { ["responses": ["204": ["description": "d", "links": [$0: ["operationId": .text($0)]]]]] },
        operation("a server of an operation") { ["servers": [["url": .text($0)]], "responses": answer] },
        operation("a security requirement") { ["security": [[$0: []]], "responses": answer] },
        HostilePosition("a method") { text, name in
            [(["paths", "/\(name)"], ["additionalOperations": [text: ["operationId": .text("o\(name)"), "responses": answer]]])]
        },
        HostilePosition("a scope") { text, name in
            let flows: JSON = ["clientCredentials": ["tokenUrl": "https://example.com/token", "scopes": [text: .text(text)]]]
            return [
                (["components", "securitySchemes", name], ["type": "oauth2", "flows": flows]),
                (["paths", "/\(name)", "post"], ["security": [[name: [.text(text)]]], "responses": answer]),
            ]
        },
        HostilePosition("an authentication scheme") { text, name in
            [
                (["components", "securitySchemes", name], ["type": "http", "scheme": .text(text)]),
                (["paths", "/\(name)", "post"], ["security": [[name: []]], "responses": answer]),
            ]
        },
        HostilePosition("a key's name in the query and in a cookie") { text, name in
            [
                (["components", "securitySchemes", "\(name)Q"], ["type": "apiKey", "in": "query", "name": .text(text)]),
                (["components", "securitySchemes", "\(name)C"], ["type": "apiKey", "in": "cookie", "name": .text(text)]),
                (["paths", "/\(name)", "post"], ["security": [["\(name)Q": [], "\(name)C": []]], "responses": answer]),
            ]
        },
        operation("a part's header") {
            let headers: JSON = [$0: ["schema": ["type": "string", "const": .text($0)]], "X-A": ["schema": ["const": .text($0)]]]
            let schema: JSON = ["type": "object", "properties": ["a": string]]
            let content: JSON = ["multipart/form-data": ["schema": schema, "encoding": ["a": ["headers": headers]]]]
            return ["requestBody": ["content": content], "responses": answer]
        },
        operation("a callback's address") { ["responses": answer, "callbacks": ["c": [$0: ["post": ["responses": answer]]]]] },
    ]

    private static let documents: [HostilePosition] = [
        HostilePosition("the title") { text, _ in [(["info", "title"], .text(text)), (["info", "description"], .text(text))] },
        HostilePosition("a server's address") { text, _ in [(["servers"], [["url": .text(text)]])] },
        HostilePosition("an address with a text in it") { text, _ in [(["servers"], [["url": .text("https://example.com/\(text)/a")]])] },
        HostilePosition("a server's description") { text, _ in
            [(["servers"], [["url": "https://example.com", "description": .text(text)]])]
        },
        HostilePosition("a server's name") { text, _ in [(["servers"], [["url": "https://example.com", "name": .text(text)]])] },
        HostilePosition("a server's variable") { text, _ in
            let variable: JSON = ["default": .text(text), "enum": [.text(text), "b"], "description": .text(text)]
            return [(["servers"], [["url": .text("https://example.com/{\(text)}"), "variables": [text: variable]]])]
        },
        HostilePosition("a server variable's default") { text, _ in
            [(["servers"], [["url": "https://example.com/{a}", "variables": ["a": ["default": .text(text)]]]])]
        },
        HostilePosition("a tag's description") { text, _ in [(["tags"], [["name": .text(text), "description": .text(text)]])] },
        HostilePosition("a security scheme") { text, _ in
            [
                (["components", "securitySchemes", text], ["type": "http", "scheme": "bearer", "description": .text(text)]),
                (["security"], [[text: []]]),
            ]
        },
        HostilePosition("a key's name") { text, name in
            [
                (["components", "securitySchemes", name], ["type": "apiKey", "in": "header", "name": .text(text)]),
                (["security"], [[name: []]]),
            ]
        },
        HostilePosition("a webhook") { text, _ in [(["webhooks", text, "post"], ["responses": answer])] },
        HostilePosition("a component's name") { text, _ in
            [(["components", "parameters", text], ["name": "a", "in": "query", "schema": string])]
        },
        HostilePosition("a field of the document") { text, _ in [([text], "a")] },
        HostilePosition("an extension of the document") { text, _ in [(["x-\(text)"], .text(text))] },
    ]
}
