import APIRuntime
import Bindings
import Generator
import OpenAPI

/// A description with a component for each group: an object whose property `value` has the group's schema, which is a file
/// of its own, so that `#` is the schema as it is in the suite.
struct Wrapping {
    let groups: [SuiteGroup]

    func generated() -> Generator.Result {
        var files = ["openapi.json": description]
        for group in groups { files[group.path] = group.schema }
        let configuration = Configuration(module: "Suite", client: "SuiteClient")
        return Generator.generate(entry: "openapi.json", configuration: configuration) { path throws(SourceFailure) in
            guard let file = files[path], let bytes = try? JSONWriter.bytes(file) else { throw SourceFailure("there is no such file") }
            return bytes
        }
    }

    private var description: JSONValue {
        var schemas = JSONObject()
        for group in groups {
            let value: JSONValue = ["$ref": .string(group.path)]
            schemas[group.name] = ["type": "object", "required": ["value"], "properties": ["value": value]]
        }
        return [
            "openapi": "3.1.0", "info": ["title": "The suite", "version": "1"], "paths": [:],
            "components": ["schemas": .object(schemas)],
        ]
    }
}
