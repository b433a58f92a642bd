import APIRuntime
import Foundation
import Testing

func decoded<Model: JSONDecodable>(_ text: String, as type: Model.Type = Model.self) throws -> Model {
    try JSONDocument(parsing: text).decode()
}

func encoded(_ model: some JSONEncodable) throws -> String {
    String(decoding: try JSONWriter.bytes(model), as: UTF8.self)
}

/// What the rules of a description say against a value, a line for each.
func violations(of model: some Validatable) -> [String] {
    var check = Validator()
    model.validate(&check)
    return check.violations.map(\.description)
}

/// Reads the text as a model and writes it again, both through the runtime and through Foundation's coders: each gives the
/// text back.
func expectRoundTrip<Model: JSONCodable & Equatable>(
    _ text: String,
    as type: Model.Type,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let model = try decoded(text, as: type)
    #expect(try encoded(model) == text, sourceLocation: sourceLocation)
    let other = try JSONDecoder().decode(type, from: Data(text.utf8))
    #expect(other == model, sourceLocation: sourceLocation)
    let again = try JSONDecoder().decode(type, from: JSONEncoder().encode(model))
    #expect(again == model, sourceLocation: sourceLocation)
}

/// The reason why a text is not read as a model.
func refusal<Model: JSONDecodable>(of text: String, as type: Model.Type) -> String? {
    do {
        _ = try decoded(text, as: type)
        return nil
    } catch {
        return "\(error)"
    }
}
