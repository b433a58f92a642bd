import Bindings
import Generator
import OpenAPI
import SwiftEmitter
import Testing
import YAMLDocument

/// Paths and path items of which a part is lost, or sent as its author did not mean it.
@Suite struct PathFaultsTests {
    private func said(_ paths: String, _ selection: OperationSelection = OperationSelection(), version: String = "3.1.0") -> [String] {
        let text = "openapi: \(version)\ninfo: { title: t, version: '1' }\n" + paths
        var configuration = Configuration(module: "M")
        configuration.selection = selection
        let result = Generator.generate(entry: "openapi.yaml", configuration: configuration) { _ in Array(text.utf8) }
        return result.diagnostics.map { "\($0.mark?.description ?? ""): \($0.severity.rawValue): \($0.message) [\($0.code)]" }
    }

    @Test(arguments: [
        ("gett", #"did you mean "get"?"#), ("GET", #"did you mean "get"?"#),
        ("LINK", #"a method without a field of its own stands in "additionalOperations""#),
    ])
    func anOperationUnderAnotherNameIsLeftOut(_ key: String, _ advice: String) {
        let lost = "\(key): { operationId: lost, tags: [A], responses: {} }"
        let paths = "paths: { /a: { \(lost), get: { operationId: a, tags: [B], responses: { '204': { description: d } } } } }\n"
        let message = "\"\(key)\" is no field of a path item, so what it holds is left out; \(advice)"
        #expect(said(paths) == ["openapi.yaml:3:16: unsupported: \(message) [unknown-field]"])
        #expect(
            said(paths, OperationSelection(include: [.init(.tags, "*", mark: nil)])) == [
                "openapi.yaml:3:16: unsupported: \(message) [unknown-field]"
            ])
    }

    @Test func whatIsNoOperationIsAWarning() {
        let get = "get: { operationId: a, tags: [B], responses: { '204': { description: d } } }"
        let message = #""gett" is no field of a path item; did you mean "get"? [unknown-field]"#
        #expect(said("paths: { /a: { gett: 1, \(get) } }\n") == ["openapi.yaml:3:16: warning: \(message)"])
        // Nobody selected it.
        let selection = OperationSelection(include: [.init(.tags, "B", mark: nil)])
        #expect(said("paths: { /a: { gett: { tags: [A] }, \(get) } }\n", selection) == ["openapi.yaml:3:16: warning: \(message)"])
    }

    @Test func aParameterWithoutAPlaceInThePathIsLeftOut() {
        let parameter = "{ name: id, in: path, required: true, schema: { type: string } }"
        #expect(
            said("paths: { /a: { get: { operationId: a, parameters: [\(parameter)], responses: { '204': { description: d } } } } }\n") == [
                #"openapi.yaml:3:52: unsupported: the path "/a" has no place for the parameter "id", so it is left out [unused-path-parameter]"#
            ])
    }

    @Test(arguments: ["/z/{id", "/z/id}", "/{z}/{id", "/{z}}"])
    func aBraceWithoutItsCounterpartIsSaid(_ path: String) {
        let parameters = path.contains("{z}") ? "parameters: [{ name: z, in: path, required: true, schema: { type: string } }], " : ""
        let operation = "{ \(parameters)responses: { '204': { description: d } } }"
        let message = "a brace of this path has no counterpart, so it is sent as %7B or %7D; a parameter is written {name}"
        #expect(
            said("paths: { '\(path)': { get: \(operation), put: \(operation) } }\n") == [
                "openapi.yaml:3:10: warning: \(message) [single-brace]"
            ])
    }
}
