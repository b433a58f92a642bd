import APIRuntime
import Foundation
import YAMLDocument

/// JSON without pictures, against Foundation's coders.
enum JSONFigures {
    /// `description` is a large description in YAML, left out where there is none.
    static func run(description: String) throws {
        print("\nJSON of many small values")
        let items = (0..<20_000).map(Item.init(number:))
        let objects = try JSONWriter.bytes(items)
        print(decoding("20,000 objects of 8 properties", objects, [Item].self, [FoundationItem].self))
        let foundationItems = try JSONDecoder().decode([FoundationItem].self, from: Data(objects))
        print(encoding("20,000 objects of 8 properties", items, foundationItems, objects.count))
        guard let bytes = FileManager.default.contents(atPath: description) else {
            return print("\(description) is not here, so its figures are left out")
        }
        let root = try YAMLDocument(parsing: SourceFile(path: description, bytes: [UInt8](bytes))).root
        let value = JSONValue(root)
        let text = try JSONWriter.bytes(value)
        print(decoding("OpenAI's description", text, JSONValue.self, FoundationValue.self))
        let foundationValue = try JSONDecoder().decode(FoundationValue.self, from: Data(text))
        print(encoding("OpenAI's description", value, foundationValue, text.count))
    }

    private static func decoding<Model: JSONDecodable, Foundation: Decodable>(
        _ name: String, _ text: [UInt8], _ model: Model.Type, _ foundation: Foundation.Type
    ) -> String {
        let data = Data(text)
        return Comparison(
            "\(name), decoded", { (try? JSONDocument(parsing: text).decode(Model.self)) == nil ? 0 : 1 }, against: "JSONDecoder",
            { (try? JSONDecoder().decode(Foundation.self, from: data)) == nil ? 0 : 1 }, bytes: text.count, goal: 5
        ).measured(rounds: 11).row
    }

    private static func encoding<Model: JSONEncodable, Foundation: Encodable>(
        _ name: String, _ model: Model, _ foundation: Foundation, _ length: Int
    ) -> String {
        Comparison(
            "\(name), encoded", { (try? JSONWriter.bytes(model).count) ?? 0 }, against: "JSONEncoder",
            { (try? JSONEncoder().encode(foundation).count) ?? 0 }, bytes: length, goal: 5
        ).measured(rounds: 11).row
    }
}

/// A model as the generator writes them.
private struct Item: JSONModel {
    var id: Int?
    var name: String?
    var score: Double?
    var isActive: Bool?
    var createdAt: Int?
    var quality: String?
    var note: String?
    var parent: Int?

    init(number: Int) {
        id = 1_000_000 + number
        name = "picture number \(number)"
        score = Double(number % 1000) / 8
        isActive = number.isMultiple(of: 3)
        createdAt = 1_700_000_000 + number
        quality = number.isMultiple(of: 2) ? "standard" : "hd"
        note = number.isMultiple(of: 5) ? nil : "a \"quoted\" note, and a line\n"
        parent = number.isMultiple(of: 7) ? nil : number / 2
    }

    init(properties object: inout JSONObjectView) throws {
        id = try object.optional("id")
        name = try object.optional("name")
        score = try object.optional("score")
        isActive = try object.optional("is_active")
        createdAt = try object.optional("created_at")
        quality = try object.optional("quality")
        note = try object.optional("note")
        parent = try object.optional("parent")
    }

    func writeProperties(to json: inout JSONWriter) {
        json.write("id", id)
        json.write("name", name)
        json.write("score", score)
        json.write("is_active", isActive)
        json.write("created_at", createdAt)
        json.write("quality", quality)
        json.write("note", note)
        json.write("parent", parent)
    }
}

/// The same with what Swift synthesises.
private struct FoundationItem: Codable {
    var id: Int?
    var name: String?
    var score: Double?
    var isActive: Bool?
    var createdAt: Int?
    var quality: String?
    var note: String?
    var parent: Int?

    enum CodingKeys: String, CodingKey {
        case id, name, score, quality, note, parent
        case isActive = "is_active"
        case createdAt = "created_at"
    }
}

/// Any value, as it is usually written over `Codable`.
private enum FoundationValue: Codable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([FoundationValue])
    case object([String: FoundationValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([String: FoundationValue].self) {
            self = .object(value)
        } else if let value = try? container.decode([FoundationValue].self) {
            self = .array(value)
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else {
            self = .number(try container.decode(Double.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

extension JSONValue {
    /// The value of a node of YAML.
    fileprivate init(_ node: YAMLNode) {
        switch node.kind {
        case .null: self = .null
        case .boolean: self = .bool(node.boolean ?? false)
        case .integer, .float: self = node.text.flatMap { JSONNumber($0) }.map(Self.number) ?? .string(node.text ?? "")
        case .string: self = .string(node.string ?? "")
        case .sequence: self = .array(node.elements.map { JSONValue($0) })
        case .mapping:
            var object = JSONObject()
            for entry in node.entries { object[entry.key] = JSONValue(entry.value) }
            self = .object(object)
        }
    }
}
