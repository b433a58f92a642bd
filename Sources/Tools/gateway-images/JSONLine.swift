import GatewayImages

/// JSON in one line, for scripts.
enum JSONLine {
    /// An answer, with the files of its pictures.
    static func text(_ answer: some PictureAnswer, files: [String?]) throws -> String {
        var value = try JSONValue(encoding: answer)
        if case .object(var object) = value, case .array(let pictures)? = object["data"] {
            object["data"] = .array(zip(pictures, files).map(naming))
            value = .object(object)
        }
        return try text(value)
    }

    /// A picture of a stream, with its file.
    static func text(_ event: some AnsweredPicture, file: String?) throws -> String {
        try text(naming(try JSONValue(encoding: event), file))
    }

    private static func naming(_ picture: JSONValue, _ file: String?) -> JSONValue {
        guard case .object(var object) = picture, let file else { return picture }
        object["file"] = .string(file)
        return .object(object)
    }

    private static func text(_ value: JSONValue) throws -> String {
        String(decoding: try JSONWriter.bytes(value), as: UTF8.self)
    }
}
