import Bindings
import Generator
import OpenAPI
import SwiftEmitter
import Testing
import YAMLDocument

/// What the types are called that stand inside operations.
@Suite struct OperationTypeNameTests {
    private func models(_ operation: String) -> (models: [String], said: [String]) {
        let text = """
            openapi: 3.1.0
            info: { title: t, version: '1' }
            paths:
              /a:
                post: { operationId: save, \(operation) }
            """
        let result = Generator.generate(entry: "openapi.yaml", configuration: Configuration(module: "M")) { _ in Array(text.utf8) }
        let models = result.files.map(\.path).filter { $0.hasPrefix("Models/") }.map { $0.dropFirst(7).dropLast(6) }
        return (models.map(String.init).sorted(), result.diagnostics.map { "\($0.message) [\($0.code)]" })
    }

    /// An object with one property.
    private func object(_ name: String) -> String { "{ schema: { type: object, properties: { \(name): { type: string } } } }" }

    @Test(
        arguments: [
            (["application/json"], ["SaveRequest"]),
            (["application/vnd.a+json"], ["SaveRequest"]),
            (["application/json", "application/vnd.a+json"], ["SaveRequest", "SaveVndAJSONRequest"]),
            (["multipart/form-data", "application/json"], ["SaveJSONRequest", "SaveRequest"]),
            (["application/json", "application/x-www-form-urlencoded"], ["SaveFormRequest", "SaveRequest"]),
        ])
    func theFirstBodyIsNamedAfterItsOperation(_ media: [String], _ names: [String]) {
        let content = media.enumerated().map { "\($1): \(object("p\($0)"))" }.joined(separator: ", ")
        let (models, said) = models("requestBody: { content: { \(content) } }, responses: { '204': { description: d } }")
        #expect(models == names)
        #expect(said == [])
    }

    @Test func soIsTheFirstAnswer() {
        let content = "application/json: \(object("a")), application/vnd.a+json: \(object("b"))"
        let (models, said) = models("responses: { '200': { description: d, content: { \(content) } } }")
        #expect(models == ["SaveAnswer", "SaveResponse", "SaveResponseVndAJSON"])
        #expect(said == [])
    }

    @Test func requestsOfOneCallbackHaveTheirOwnNames() {
        let request = { (id: String, property: String) in
            "{ post: { \(id)requestBody: { content: { application/json: \(object(property)) } }, responses: { '204': { description: d } } } }"
        }
        let expressions = "'{$url}/a': \(request("operationId: onStart, ", "a")), '{$url}/b': \(request("operationId: onEnd, ", "b"))"
        let (models, said) = models("responses: { '204': { description: d } }, callbacks: { onEvent: { \(expressions) } }")
        #expect(models == ["Callbacks", "OnEndPayload", "OnEventPayload"])
        #expect(said == [])
    }
}
