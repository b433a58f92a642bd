import Bindings
import Generator
import OpenAPI
import SwiftEmitter
import Testing

/// Names of what several operations have in common.
@Suite struct SharedNameTests {
    private func generate(paths: [String], files: [String: String] = [:]) -> (types: Set<String>, client: String, said: [String]) {
        let text = """
            openapi: 3.1.0
            info: { title: t, version: '1' }
            paths:
              \(paths.joined(separator: "\n  "))
            components:
              parameters: { lim: { name: limit, in: query, schema: { type: string, enum: [a, b] } } }
              requestBodies: { Order: { content: { application/json: { schema: { type: object, properties: { x: { type: string } } } } } } }
              responses:
                Many: { description: d, content: { application/json: { schema: { type: array, items: { type: object, properties: { x: { type: string } } } } } } }
                NotFound:
                  description: d
                  headers: { X-Why: { schema: { type: string, enum: [p, q] } } }
                  content: { application/json: { schema: { type: object, properties: { x: { type: string } } } } }
            """
        let result = Generator.generate(entry: "openapi.yaml", configuration: Configuration(module: "M")) { path throws(SourceFailure) in
            guard let text = path == "openapi.yaml" ? text : files[path] else { throw SourceFailure("it is not there") }
            return Array(text.utf8)
        }
        let files = Dictionary(uniqueKeysWithValues: result.files.map { ($0.path, $0.text) })
        let types = files.keys.filter { $0.hasPrefix("Models/") }.map { String($0.dropFirst(7).dropLast(6)) }
        return (Set(types), files["MClient.swift"] ?? "", result.diagnostics.map(\.message))
    }

    private func operation(_ path: String, _ id: String) -> String {
        """
        /\(path): { parameters: [{ name: sort, in: query, schema: { type: string, enum: [a, b] } }], post: { operationId: \(id), \
        parameters: [{ $ref: '#/components/parameters/lim' }], requestBody: { $ref: '#/components/requestBodies/Order' }, \
        responses: { '200': { $ref: '#/components/responses/Many' }, '404': { $ref: '#/components/responses/NotFound' } } } }
        """
    }

    @Test func typesInComponentsAreCalledAsThese() {
        let (types, client, said) = generate(paths: [operation("b", "second")])
        #expect(types == ["BSort", "Lim", "Order", "ManyItem", "NotFound", "NotFoundHeaders", "NotFoundXWhy"])
        #expect(said == [])
        let both = generate(paths: [operation("a", "first"), operation("b", "second")])
        #expect(both.types == types.union(["ASort"]))
        #expect(client.contains("sort: BSort? = nil, limit: Lim? = nil, _ body: Order? = nil"))
        #expect(both.client.contains("sort: BSort? = nil, limit: Lim? = nil, _ body: Order? = nil"))
    }

    private func answering(_ path: String, _ file: String) -> String {
        """
        /\(path): { get: { operationId: \(path), responses: { '200': { description: d, content: { application/json: { schema: { $ref: \(file) } } } }, \
        '401': { $ref: shared/unauthorized.yml } } } }
        """
    }

    @Test func filesOfOneNameAreToldApartByTheirFolders() {
        let files = [
            "a/item.yml": "{ type: object, properties: { inA: { type: string } } }",
            "b/item.yml": "{ type: object, properties: { inB: { type: string } } }",
            "x/b/item.yml": "{ type: object, properties: { inX: { type: string } } }",
            "shared/unauthorized.yml":
                "{ description: d, headers: { X-A: { $ref: a.yml }, X-B: { $ref: b.yml } }, content: { application/json: { schema: { type: object, properties: { x: { type: string } } } } } }",
            "shared/a.yml": "{ schema: { type: integer } }",
            "shared/b.yml": "{ schema: { type: integer } }",
        ]
        let shared: Set = ["Unauthorized", "UnauthorizedHeaders"]
        #expect(generate(paths: [answering("one", "a/item.yml")], files: files).types == shared.union(["Item"]))
        for paths in [[("one", "a"), ("two", "b")], [("two", "b"), ("one", "a")]] {
            let (types, client, said) = generate(paths: paths.map { answering($0, "\($1)/item.yml") }, files: files)
            #expect(types == shared.union(["AItem", "BItem"]))
            #expect(client.contains("func one(options: CallOptions = CallOptions()) async throws(APIError) -> AItem"))
            #expect(said == [])
        }
        let deep = generate(paths: [answering("two", "b/item.yml"), answering("three", "x/b/item.yml")], files: files)
        #expect(deep.types == shared.union(["BItem", "XBItem"]))
    }

    private func content(_ key: String) -> String {
        "content: { application/json: { schema: { type: object, properties: { \(key): { type: string } } } } }"
    }

    @Test func namesDependOnNoOrderAndOnNoFolderAround() {
        let files = [
            "orders/list.yml": "{ description: d, \(content("o")) }", "users/list.yml": "{ description: d, \(content("u")) }",
            "403.yml": "{ description: d, \(content("x")) }", "list.yml": "{ description: d, \(content("l")) }",
        ]
        let orders = "/orders: { get: { operationId: orders, responses: { '200': { $ref: orders/list.yml }, '403': { $ref: 403.yml } } } }"
        let users = "/users: { get: { operationId: users, responses: { '200': { $ref: users/list.yml }, '403': { $ref: 403.yml } } } }"
        let names: Set = ["OrdersList", "UsersList", "Response403"]
        #expect(generate(paths: [orders, users], files: files).types == names)
        let (types, client, said) = generate(paths: [users, orders], files: files)
        #expect(types == names)
        #expect(client.contains("func orders(options: CallOptions = CallOptions()) async throws(APIError) -> OrdersList"))
        #expect(said == [])
        // The same in a folder that the entry stands in, and that another may stand in.
        let all = "/all: { get: { operationId: all, responses: { '200': { $ref: list.yml } } } }"
        let text = "openapi: 3.1.0\ninfo: { title: t, version: '1' }\npaths:\n  \(orders)\n  \(users)\n  \(all)\n"
        let (entry, configuration) = ("api/v1/openapi.yaml", Configuration(module: "M"))
        let result = Generator.generate(entry: entry, configuration: configuration) { path throws(SourceFailure) in
            let text = path == entry ? text : files[String(path.dropFirst("api/v1/".count))]
            guard let text else { throw SourceFailure("it is not there") }
            return Array(text.utf8)
        }
        #expect(Set(result.files.map(\.path)).isSuperset(of: names.union(["List"]).map { "Models/\($0).swift" }))
    }

    @Test func aBodyAndAnAnswerOfOneNameSayWhatTheyAre() {
        let files = [
            "pet.yml": "{ requestBodies: { Pet: { \(content("b")) } }, responses: { Pet: { description: d, \(content("a")) } } }"
        ]
        let get = "/a: { get: { operationId: a, responses: { '200': { $ref: 'pet.yml#/responses/Pet' } } } }"
        let body = "requestBody: { $ref: 'pet.yml#/requestBodies/Pet' }"
        let post = "/b: { post: { operationId: b, \(body), responses: { '204': { description: d } } } }"
        for paths in [[get, post], [post, get]] {
            let (types, _, said) = generate(paths: paths, files: files)
            #expect(types == ["PetRequest", "PetResponse"])
            #expect(said == [])
        }
    }

    @Test func callbacksOfOneNameAreToldApartByTheirOperations() {
        func subscribing(_ path: String) -> String {
            """
            /\(path): { post: { operationId: \(path), responses: { '204': { description: d } }, callbacks: { onEvent: { '{$request.body#/url}': { post: \
            { requestBody: { content: { application/json: { schema: { type: object, properties: { \(path): { type: string } } } } } }, responses: { '204': { description: d } } } } } } } }
            """
        }
        #expect(generate(paths: [subscribing("one")]).types == ["Callbacks", "OnEventPayload"])
        let both = generate(paths: [subscribing("two"), subscribing("one")])
        #expect(both.types == ["Callbacks", "OneOnEventPayload", "TwoOnEventPayload"])
        #expect(both.said == [])
    }
}
