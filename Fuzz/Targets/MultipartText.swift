/// Reads the body of a form (RFC 2046, section 5.1; RFC 7578), and objects to whatever is not written as strictly as can be.
struct MultipartText {
    enum Content: Hashable {
        case bytes([UInt8])
        case parts([Part])
    }

    struct Part: Hashable {
        /// As it stands between the quotes.
        let name: [UInt8]
        let filename: [UInt8]?
        /// Without the boundary.
        let contentType: String?
        let content: Content
    }

    struct Fault: Error {
        let reason: String

        init(_ reason: String) { self.reason = reason }
    }

    private let type: String
    private let boundary: [UInt8]

    /// A reader for a media type.
    init(_ contentType: String) throws(Fault) {
        let pieces = contentType.split(separator: "; boundary=")
        guard pieces.count == 2, contentType.hasPrefix("multipart/") else { throw Fault("\(contentType) is no type of several parts") }
        guard (1...70).contains(pieces[1].utf8.count) else { throw Fault("the boundary \(pieces[1]) is too long") }
        type = String(pieces[0])
        boundary = Array(pieces[1].utf8)
    }

    /// The parts of a body.
    func parts(_ body: ArraySlice<UInt8>) throws(Fault) -> [Part] {
        // The line break before a boundary belongs to it; the first has none.
        let pieces = ([0x0D, 0x0A] + body).split(separator: [0x0D, 0x0A, 0x2D, 0x2D] + boundary, omittingEmptySubsequences: false)
        guard pieces.count > 1, pieces[0].isEmpty, let last = pieces.last, last.elementsEqual("--\r\n".utf8) else {
            throw Fault("the body does not begin and end with its boundary")
        }
        var parts: [Part] = []
        for piece in pieces.dropFirst().dropLast() {
            guard piece.starts(with: "\r\n".utf8) else { throw Fault("there is text on the line of a boundary") }
            parts.append(try Self.part(piece.dropFirst(2)))
        }
        return parts
    }

    private static func part(_ text: ArraySlice<UInt8>) throws(Fault) -> Part {
        let pieces = text.split(separator: [0x0D, 0x0A, 0x0D, 0x0A], maxSplits: 1, omittingEmptySubsequences: false)
        guard pieces.count == 2 else { throw Fault("a part has no empty line behind its head") }
        var fields: [String: ArraySlice<UInt8>] = [:]
        for line in pieces[0].split(separator: [0x0D, 0x0A], omittingEmptySubsequences: false) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw Fault("a line of a head is no field") }
            let name = String(decoding: line[..<colon], as: UTF8.self)
            guard fields.updateValue(line[(colon + 1)...], forKey: name) == nil else { throw Fault("the field \(name) is there twice") }
        }
        guard let disposition = fields.removeValue(forKey: "Content-Disposition") else { throw Fault("a part has no name") }
        let (name, filename) = try names(disposition)
        let type = fields.removeValue(forKey: "Content-Type").map { trimmed(String(decoding: $0, as: UTF8.self)) }
        guard fields.isEmpty else { throw Fault("fields that nobody put there: \(fields.keys)") }
        // A file has a type of its own choice; only a form in the form has no file's name.
        guard let type, type.hasPrefix("multipart/"), filename == nil else {
            return Part(name: name, filename: filename, contentType: type, content: .bytes(Array(pieces[1])))
        }
        let nested = try MultipartText(type)
        return Part(name: name, filename: nil, contentType: nested.type, content: .parts(try nested.parts(pieces[1])))
    }

    /// What stands between the quotes of ` form-data; name="…"; filename="…"`.
    private static func names(_ disposition: ArraySlice<UInt8>) throws(Fault) -> (name: [UInt8], filename: [UInt8]?) {
        let pieces = disposition.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
        let around = stride(from: 0, to: pieces.count, by: 2).map { String(decoding: pieces[$0], as: UTF8.self) }
        switch around {
        case [" form-data; name=", ""]: return (Array(pieces[1]), nil)
        case [" form-data; name=", "; filename=", ""]: return (Array(pieces[1]), Array(pieces[3]))
        default: throw Fault("not the disposition of a form's part: \(around)")
        }
    }

    /// Without the white space around a field's value (RFC 9110, section 5.5).
    static func trimmed(_ value: String) -> String {
        let bytes = value.utf8.drop { $0 == 0x20 || $0 == 0x09 }
        let end = bytes.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { bytes.index(after: $0) }
        return String(bytes[..<(end ?? bytes.startIndex)]) ?? ""
    }
}
