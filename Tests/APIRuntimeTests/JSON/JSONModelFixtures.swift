import APIRuntime
import Foundation

// Models as the generator writes them.

struct PictureSize: OpenEnum {
    let rawValue: String
    init(rawValue: String) { self.rawValue = rawValue }
    static let square256 = Self(rawValue: "256x256")
    static let square512 = Self(rawValue: "512x512")
    static let allCases: [Self] = [.square256, .square512]
}

struct Level: OpenEnum {
    let rawValue: Int
    init(rawValue: Int) { self.rawValue = rawValue }
    static let low = Self(rawValue: 1)
    static let allCases: [Self] = [.low]
}

struct Picture: JSONCodable, Hashable {
    var model: String
    var n: Int?
    var size: PictureSize?
    var level: Level?
    var seed: Nullable<Int>?
    var parent: String?
    var data: Data?
    var raw: JSONValue?
    var labels: [String: String]?
    var children: [Picture]?
    var score: Double?
    var created: Date?
    var extra: [String: JSONValue]

    init(
        model: String, n: Int? = nil, size: PictureSize? = nil, level: Level? = nil, seed: Nullable<Int>? = nil, parent: String? = nil,
        data: Data? = nil, raw: JSONValue? = nil, labels: [String: String]? = nil, children: [Picture]? = nil, score: Double? = nil,
        created: Date? = nil, extra: [String: JSONValue] = [:]
    ) {
        self.model = model
        self.n = n
        self.size = size
        self.level = level
        self.seed = seed
        self.parent = parent
        self.data = data
        self.raw = raw
        self.labels = labels
        self.children = children
        self.score = score
        self.created = created
        self.extra = extra
    }

    init(json: JSONView) throws {
        var object = try json.object()
        model = try object.required("model")
        n = try object.optional("n")
        size = try object.optional("size")
        level = try object.optional("level")
        seed = try object.optional("seed")
        parent = try object.requiredOrNull("parent")
        data = try object.optional("b64_json")
        raw = try object.optional("raw")
        labels = try object.optional("labels")
        children = try object.optional("children")
        score = try object.optional("score")
        created = try object.optional("created")
        extra = try object.additional(except: [
            "model", "n", "size", "level", "seed", "parent", "b64_json", "raw", "labels", "children", "score", "created",
        ])
    }

    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.write("model", model)
        json.write("n", n)
        json.write("size", size)
        json.write("level", level)
        json.write("seed", seed)
        json.writeOrNull("parent", parent)
        json.write("b64_json", data)
        json.write("raw", raw)
        json.write("labels", labels)
        json.write("children", children)
        json.write("score", score)
        json.write("created", created)
        json.writeAdditional(extra)
        json.endObject()
    }

    func validate(_ check: inout Validator) {
        check.string("model", model, minLength: 1, maxLength: 10, pattern: "^[a-z]+$")
        check.number("n", n, minimum: 1, maximum: 10)
        check.known("size", size)
        check.known("level", level)
        check.number("seed", seed?.value, minimum: 0)
        check.dictionary("labels", labels, maxProperties: 2) { check, label in check.string(label, minLength: 1) }
        check.array("children", children, maxItems: 2) { check, child in check.model(child) }
        check.number("score", score, exclusiveMinimum: 0, exclusiveMaximum: 1, multipleOf: 0.1)
    }

    /// JSON with every kind of property, with a value unknown to the description, null and a property it does not name.
    static let everything = """
        {"model":"fox","n":2,"size":"1x1","level":7,"seed":null,"parent":null,"b64_json":"AAEC/w==","raw":{"b":[1.50,null,18446744073709551616],\
        "a":true},"labels":{"a~/b":"x","c":"y"},"children":[{"model":"cub","parent":"fox","raw":null}],"score":0.5,\
        "created":"2024-02-29T12:30:45.5Z","more_keys":{"snake_case":[false]}}
        """
}
