#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A form as the body of a request (RFC 7578).
struct MultipartBody {
    /// A piece of the body whose length is known before anything is sent.
    private enum Segment: Sendable {
        case bytes([UInt8])
        case data(Data)
        case file(URL, size: Int64, name: String)

        var length: Int64 {
            switch self {
            case .bytes(let bytes): Int64(bytes.count)
            case .data(let data): Int64(data.count)
            case .file(_, let size, _): size
            }
        }
    }

    /// Bodies up to this size that need no file are made in memory.
    private static let memoryLimit = 1 << 20
    static let pieceLimit = 1 << 20

    let contentType: String
    private(set) var violations: [Violation]
    private var segments: [Segment] = []

    init(_ form: FormWriter, boundary: String = Self.randomBoundary()) {
        contentType = "multipart/form-data; boundary=\(boundary)"
        violations = form.violations
        var text: [UInt8] = []
        for part in form.parts {
            text += "--\(boundary)\r\n".utf8
            switch part.content {
            case .bytes(let bytes, let contentType):
                text += Self.header(part.name, filename: nil, contentType: contentType).utf8
                text += bytes
            case .file(let upload):
                guard let (header, segment) = open(upload, name: part.name) else { continue }
                text += header.utf8
                segments.append(.bytes(text))
                segments.append(segment)
                text = []
            }
            text += "\r\n".utf8
        }
        text += "--\(boundary)--\r\n".utf8
        segments.append(.bytes(text))
    }

    /// The body. Its length is exact, and it can be sent again: files are opened anew.
    var body: RequestBody {
        let length = segments.reduce(0) { $0 + $1.length }
        let stream = ByteStream { [segments] in Self.pieces(of: segments) }
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

    /// 32 random characters of the system: about 190 bits, so that no content has it by chance or by design.
    static func randomBoundary() -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        var random = SystemRandomNumberGenerator()
        return "form-" + String((0..<32).map { _ in alphabet[Int.random(in: 0..<64, using: &random)] })
    }

    private static func header(_ name: String, filename: String?, contentType: String?) -> String {
        var header = "Content-Disposition: form-data; name=\"\(FormText.escaped(FormText.normalized(name)))\""
        if let filename { header += "; filename=\"\(FormText.escaped(filename))\"" }
        if let contentType { header += "\r\nContent-Type: \(contentType)" }
        return header + "\r\n\r\n"
    }

    /// The header and the content of a file's part; nil where the file cannot be sent.
    private mutating func open(_ upload: FileUpload, name: String) -> (String, Segment)? {
        var contentType: String?
        if let given = upload.contentType {
            contentType = HeaderText.field(given)
            guard contentType != nil else {
                violations.append(.parameter(name, "has a content type with control characters"))
                return nil
            }
        }
        switch upload.source {
        case .data(let data):
            let signature = FileSignature.find(in: data)
            let filename = upload.filename ?? "file" + (signature.map { "." + $0.fileExtension } ?? "")
            let type = contentType ?? signature?.contentType ?? "application/octet-stream"
            return (Self.header(name, filename: filename, contentType: type), .data(data))
        case .file(let url):
            do throws(UploadFile.Failure) {
                let file = try UploadFile(url)
                let signature = FileSignature.find(in: try file.read(FileSignature.length))
                let header = Self.header(
                    name,
                    filename: upload.filename ?? url.lastPathComponent,
                    contentType: contentType ?? signature?.contentType ?? "application/octet-stream"
                )
                return (header, .file(url, size: file.size, name: name))
            } catch {
                violations.append(.parameter(name, error.reason))
                return nil
            }
        }
    }

    /// A function that gives the body piece by piece.
    private static func pieces(of segments: [Segment]) -> () async throws -> [UInt8]? {
        var segments = segments[...]
        var current: (() throws -> [UInt8]?)?
        return {
            while true {
                if let piece = try current?() { return piece }
                guard let next = segments.popFirst() else { return nil }
                current = try pieces(of: next)
            }
        }
    }

    private static func pieces(of segment: Segment) throws -> () throws -> [UInt8]? {
        switch segment {
        case .bytes(let bytes):
            var rest: [UInt8]? = bytes
            return {
                defer { rest = nil }
                return rest
            }
        case .data(let data):
            var rest = data[...]
            return {
                guard !rest.isEmpty else { return nil }
                defer { rest = rest.dropFirst(pieceLimit) }
                return Array(rest.prefix(pieceLimit))
            }
        case .file(let url, let size, let name):
            return try pieces(ofFileAt: url, size: size, name: name)
        }
    }

    /// Reads exactly as many bytes as were announced, and fails where the file has another size by now.
    private static func pieces(ofFileAt url: URL, size: Int64, name: String) throws -> () throws -> [UInt8]? {
        func failure(_ reason: String) -> APIError {
            .invalidRequest(ValidationError([.parameter(name, reason)]))
        }
        do {
            let file = try UploadFile(url)
            guard file.size == size else { throw failure("changed its size before it was sent: \(url.path)") }
            var missing = size
            return {
                do {
                    guard missing > 0 else {
                        guard try file.read(1).isEmpty else { throw failure("grew while it was sent: \(url.path)") }
                        return nil
                    }
                    let piece = try file.read(Int(min(missing, Int64(pieceLimit))))
                    guard !piece.isEmpty else { throw failure("shrank while it was sent: \(url.path)") }
                    missing -= Int64(piece.count)
                    return piece
                } catch let error as UploadFile.Failure {
                    throw failure(error.reason)
                }
            }
        } catch let error as UploadFile.Failure {
            throw failure(error.reason)
        }
    }
}
