#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// A file to send in a form, from the disk or from memory.
public struct FileUpload: Sendable, Hashable {
    enum Source: Sendable, Hashable {
        case data(Data)
        case file(URL)
    }

    let source: Source
    /// The name that the server is told; nil for the name on disk, or one made from the type.
    public let filename: String?
    /// The media type; nil to tell PNG, JPEG, WebP and GIF by their first bytes, and call others `application/octet-stream`.
    public let contentType: String?

    /// A file on disk. It is read when the request is sent, in pieces of at most 1 MiB, and must not change meanwhile.
    public static func file(at url: URL, filename: String? = nil, contentType: String? = nil) -> FileUpload {
        FileUpload(source: .file(url), filename: filename, contentType: contentType)
    }

    /// A file in memory.
    public static func data(_ data: Data, filename: String? = nil, contentType: String? = nil) -> FileUpload {
        FileUpload(source: .data(data), filename: filename, contentType: contentType)
    }
}

/// A kind of picture that its first bytes tell.
enum FileSignature {
    /// The number of bytes that are looked at.
    static let length = 12

    /// The media type and the usual file extension, nil for any other file.
    static func find(in start: some Collection<UInt8>) -> (contentType: String, fileExtension: String)? {
        let bytes = Array(start.prefix(length))
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return ("image/png", "png") }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return ("image/jpeg", "jpg") }
        if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) { return ("image/webp", "webp") }
        if bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8) { return ("image/gif", "gif") }
        return nil
    }
}
