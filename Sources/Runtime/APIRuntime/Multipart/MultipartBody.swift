#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A body of several parts (RFC 2046, section 5.1), in most cases a form (RFC 7578).
struct MultipartBody {
    /// Bodies up to this size that need no file are made in memory.
    private static let memoryLimit = 1 << 20

    let contentType: String
    private(set) var violations: [Violation]
    private var segments: [BodySegment] = []
    private var text: [UInt8] = []

    init(_ form: FormWriter, contentType: String = "multipart/form-data", boundary: String = Self.randomBoundary()) {
        self.contentType = Self.type(contentType, boundary, form.parts)
        violations = form.violations
        append(form.parts, boundary: boundary)
        segments.append(.bytes(text))
    }

    /// The body. Its length is exact, and it can be sent again: files are opened anew.
    var body: RequestBody {
        let length = segments.reduce(0) { $0 + $1.length }
        let stream = ByteStream { [segments] in BodySegment.pieces(of: segments) }
        let needsFile = segments.contains { if case .file = $0 { true } else { false } }
        guard !needsFile, length <= Self.memoryLimit else { return .stream(stream, length: length, isRepeatable: true) }
        return .bytes(
            segments.flatMap { segment -> [UInt8] in
                switch segment {
                case .bytes(let bytes): bytes
                case .data(let data): Array(data)
                case .file: []
                }
            }
        )
    }

    /// The media type with its boundary. A related body says the type of its first part too (RFC 2387, section 3.1).
    private static func type(_ contentType: String, _ boundary: String, _ parts: [FormWriter.Part]) -> String {
        guard MediaType(contentType).essence == "multipart/related", MediaType(contentType).parameters["type"] == nil,
            case .bytes(_, let type?)? = parts.first?.content
        else { return "\(contentType); boundary=\(boundary)" }
        return "\(contentType); type=\"\(MediaType(type).essence)\"; boundary=\(boundary)"
    }

    private mutating func append(_ parts: [FormWriter.Part], boundary: String) {
        for part in parts {
            text += "--\(boundary)\r\n".utf8
            switch part.content {
            case .bytes(let bytes, let contentType):
                appendHead(of: part, contentType: contentType)
                text += bytes
            case .file(let upload, let accepts): append(upload, of: part, accepts: accepts)
            case .parts(let parts, let contentType):
                let inner = Self.randomBoundary()
                appendHead(of: part, contentType: Self.type(contentType, inner, parts))
                append(parts, boundary: inner)
            }
            text += "\r\n".utf8
        }
        text += "--\(boundary)--\r\n".utf8
    }

    /// 32 random characters of the system: about 190 bits, so that no content has it by chance or by design.
    static func randomBoundary() -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        var random = SystemRandomNumberGenerator()
        return "form-" + String((0..<32).map { _ in alphabet[Int.random(in: 0..<64, using: &random)] })
    }

    /// A part of a form has its name in Content-Disposition (RFC 7578, section 4.2); elsewhere only a file says how it is called
    /// (RFC 6266).
    private mutating func appendHead(of part: FormWriter.Part, filename: String? = nil, contentType: String?) {
        var lines: [String] = []
        if let name = part.name {
            let filename = filename.map { "; filename=\"\(FormText.escaped($0))\"" } ?? ""
            lines.append("Content-Disposition: form-data; name=\"\(FormText.escaped(FormText.normalized(name)))\"\(filename)")
        } else if let filename {
            lines.append("Content-Disposition: attachment; filename=\"\(FormText.escaped(filename))\"")
        }
        if let contentType { lines.append("Content-Type: \(contentType)") }
        lines += part.headers.map { "\($0.name): \($0.value)" }
        for line in lines { text += "\(line)\r\n".utf8 }
        text += "\r\n".utf8
    }

    /// A file's part; a violation where it cannot be sent.
    private mutating func append(_ upload: FileUpload, of part: FormWriter.Part, accepts: String?) {
        do throws(UploadFile.Failure) {
            let opened = try BodySegment.open(upload, name: part.name ?? "", accepts: accepts)
            let isNamed = part.name != nil || upload.filename != nil
            appendHead(of: part, filename: isNamed ? opened.filename : nil, contentType: opened.contentType)
            segments.append(.bytes(text))
            segments.append(opened.segment)
            text = []
        } catch {
            violations.append(.parameter(part.name ?? "", error.reason))
        }
    }
}
