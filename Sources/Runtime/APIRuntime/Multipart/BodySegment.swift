#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A piece of a body whose length is known before anything is sent.
enum BodySegment: Sendable {
    case bytes([UInt8])
    case data(Data)
    case file(URL, size: Int64, name: String)

    static let pieceLimit = 1 << 20

    var length: Int64 {
        switch self {
        case .bytes(let bytes): Int64(bytes.count)
        case .data(let data): Int64(data.count)
        case .file(_, let size, _): size
        }
    }

    /// What of an upload is known before it is sent. A file is opened, and only its first bytes are read.
    static func open(
        _ upload: FileUpload, name: String, accepts: String?
    ) throws(UploadFile.Failure) -> (segment: BodySegment, filename: String, contentType: String) {
        let segment: BodySegment
        let start: [UInt8]
        var filename = upload.filename
        switch upload.source {
        case .data(let data):
            start = Array(data.prefix(FileSignature.length))
            filename = filename ?? "file" + (FileSignature.find(in: start).map { "." + $0.fileExtension } ?? "")
            segment = .data(data)
        case .file(let url):
            let file = try UploadFile(url)
            start = try file.read(FileSignature.length)
            filename = filename ?? url.lastPathComponent
            segment = .file(url, size: file.size, name: name)
        }
        do throws(FileUpload.TypeFailure) {
            return (segment, filename ?? "file", try upload.contentType(start: start, accepts: accepts))
        } catch {
            throw UploadFile.Failure(reason: error.reason)
        }
    }

    /// A function that gives the body piece by piece.
    static func pieces(of segments: [BodySegment]) -> () async throws -> [UInt8]? {
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

    private static func pieces(of segment: BodySegment) throws -> () throws -> [UInt8]? {
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
