/// Descriptions that have one thing many times: what is looked for among its like must be found without a look at all of them.
struct ManyOfAKind: Sendable {
    let name: String
    let text: @Sendable (_ count: Int) -> String

    static let all = [
        ManyOfAKind("parameters") { operation("parameters", list($0) { "{ name: p\($0), in: query, schema: { type: string } }" }) },
        ManyOfAKind("variables of a path") { count in
            // With a question mark: no other key of YAML may be longer than 1,024 characters.
            "paths:\n  ? /\((0..<count).map { "{v\($0)}" }.joined(separator: "/"))\n  : get: { operationId: a, responses: {} }\n"
        },
        ManyOfAKind("header fields") { count in
            let headers = map(count) { "X-\($0): { required: true, schema: { type: string } }" }
            let answer = "{ description: ok, headers: \(headers) }"
            return operation("responses", "{ '200': \(answer), '201': \(answer) }")
        },
        ManyOfAKind("media types") { count in
            operation("requestBody", "{ content: \(map(count) { "application/a\($0)+json: { schema: { type: string } }" }) }")
        },
        ManyOfAKind("parts of a form") { count in
            let schema = "{ type: object, properties: \(map(count) { "p\($0): { type: string }" }) }"
            let encoding = map(count) { "p\($0): { contentType: text/markdown }" }
            return operation("requestBody", "{ content: { multipart/form-data: { schema: \(schema), encoding: \(encoding) } } }")
        },
        ManyOfAKind("kinds of events") { count in
            let kinds = list(count) { "{ type: object, properties: { event: { const: e.\($0) }, data: { type: string } } }" }
            return operation(
                "responses", "{ '200': { description: ok, content: { text/event-stream: { itemSchema: { oneOf: \(kinds) } } } } }")
        },
        ManyOfAKind("switched streams") { count in
            let body = "{ type: object, properties: { stream: { type: boolean } } }"
            let answers = "application/json: { schema: { type: string } }, text/event-stream: { schema: { type: object } }"
            return "paths:\n"
                + (0..<count).map {
                    "  /p\($0): { post: { operationId: o\($0), requestBody: { content: { application/json: { schema: \(body) } } }, "
                        + "responses: { '200': { description: ok, content: { \(answers) } } } } }\n"
                }.joined()
        },
        ManyOfAKind("variables of a server") { count in
            "servers:\n- url: 'https://a.example/\((0..<count).map { "{v\($0)}" }.joined(separator: "/"))'\n  variables: "
                + map(count) { "v\($0): { default: x }" } + "\n"
        },
        ManyOfAKind("members of allOf") { count in
            schemas(["A: { allOf: \(list(count) { "{ type: object, required: [p\($0)], properties: { p\($0): { type: string } } }" }) }"])
        },
        ManyOfAKind("variants with a constant") { count in
            schemas(["A: { oneOf: \(list(count) { "{ type: object, required: [t], properties: { t: { const: v\($0) } } }" }) }"])
        },
        ManyOfAKind("subclasses of a base") { count in
            let base = "A: { type: object, properties: { t: { type: string } }, discriminator: { propertyName: t } }"
            return schemas([base] + (0..<count).map { "B\($0): { allOf: [{ $ref: '#/components/schemas/A' }] }" })
        },
        ManyOfAKind("unions in each other") { count in
            let unions = (0..<count).map { "A\($0): { oneOf: [{ $ref: '#/components/schemas/A\($0 + 1)' }, { type: string }] }" }
            return schemas(unions + ["A\(count): {}"])
        },
        ManyOfAKind("rules on a circle") { count in
            schemas((0..<count).map { "A\($0): { type: object, not: { $ref: '#/components/schemas/A\(($0 + 1) % count)' } }" })
        },
        ManyOfAKind("structures on a circle") { count in
            let next = { "{ a: { $ref: '#/components/schemas/A\(($0 + 1) % count)' } }" }
            return schemas((0..<count).map { "A\($0): { type: object, required: [a], properties: \(next($0)) }" })
        },
        ManyOfAKind("alternatives of presence") { count in
            let properties = map(count) { "p\($0): { type: string }" }
            return schemas(["A: { type: object, properties: \(properties), oneOf: \(list(count) { "{ required: [p\($0)] }" }) }"])
        },
    ]

    private init(_ name: String, _ text: @escaping @Sendable (_ count: Int) -> String) {
        self.name = name
        self.text = { "openapi: 3.2.0\ninfo: { title: t, version: '1' }\n" + text($0) }
    }

    private static func operation(_ field: String, _ value: String) -> String {
        let answers = field == "responses" ? "" : "      responses: { '200': { description: ok } }\n"
        return "paths:\n  /a:\n    post:\n      operationId: a\n      \(field): \(value)\n\(answers)"
    }

    private static func schemas(_ all: [String]) -> String { "components:\n  schemas:\n" + all.map { "    \($0)\n" }.joined() }

    private static func list(_ count: Int, _ item: (Int) -> String) -> String {
        "[" + (0..<count).map(item).joined(separator: ", ") + "]"
    }

    private static func map(_ count: Int, _ entry: (Int) -> String) -> String {
        "{ " + (0..<count).map(entry).joined(separator: ", ") + " }"
    }
}
