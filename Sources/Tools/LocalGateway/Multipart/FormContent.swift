import Foundation

/// What a form holds: the texts, and of each field with files the first one.
struct FormContent {
    /// A text is a name or a number, or a fallback; nobody needs more.
    private static let maximumTextBytes = 1 << 20

    private(set) var texts: [String: [String]] = [:]
    private(set) var files: [String: Data] = [:]
    private(set) var fileCounts: [String: Int] = [:]
    private var part: MultipartReader.PartHead?
    private var content = Data()
    private var textBytes = 0

    private var isKept: Bool {
        guard let part else { return false }
        return part.filename == nil || fileCounts[part.name] == nil
    }

    mutating func take(_ event: MultipartReader.Event) throws(MultipartReader.Failure) {
        switch event {
        case .head(let head):
            part = head
            content = Data()
        case .content(let bytes):
            guard let part, isKept else { return }
            if part.filename == nil {
                textBytes += bytes.count
                guard textBytes <= Self.maximumTextBytes else {
                    throw MultipartReader.Failure(message: "its text fields are larger than \(Self.maximumTextBytes) bytes")
                }
            }
            content.append(contentsOf: bytes)
        case .end:
            guard let part else { return }
            if part.filename == nil {
                texts[part.name, default: []].append(String(decoding: content, as: UTF8.self))
            } else {
                if isKept { files[part.name] = content }
                fileCounts[part.name, default: 0] += 1
            }
            content = Data()
        }
    }

    /// The texts as the values that the checks know. A number is one if it looks like it, as everything in a form is text.
    func fields() throws(GatewayFailure) -> RequestFields {
        var values: [String: JSONValue] = [:]
        for name in ["model", "n", "size", "response_format", "user"] {
            guard let texts = texts[name] else { continue }
            guard texts.count == 1 else { throw .invalid(name, "was given \(texts.count) times, it takes one value") }
            values[name] = name == "n" && Int(texts[0]) != nil ? .number(texts[0]) : .string(texts[0])
        }
        return RequestFields(values: values)
    }

    /// One JSON object in each part of the name, or an array of them in one.
    func fallbacks() throws(GatewayFailure) -> [JSONValue] {
        var fallbacks: [JSONValue] = []
        for text in (texts["fallbacks"] ?? []) + (texts["fallbacks[]"] ?? []) {
            do throws(JSONReader.SyntaxError) {
                let value = try JSONReader.read(Array(text.utf8))
                if case .array(let list) = value { fallbacks += list } else { fallbacks.append(value) }
            } catch {
                throw .invalid("fallbacks", "is not JSON: \(error.message) at line \(error.line), column \(error.column)")
            }
        }
        return fallbacks
    }
}
