#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// What kind of file a picture is.
package enum PictureFormat {
    /// The extension for a picture: by its first bytes, else by the format that the gateway says (`output_format`), else `bin`.
    package static func fileExtension(of picture: Data, declared: String? = nil) -> String {
        signature(Array(picture.prefix(12))) ?? declared.flatMap(fileExtension(named:)) ?? "bin"
    }

    private static func signature(_ start: [UInt8]) -> String? {
        if start.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "png" }
        if start.starts(with: [0xFF, 0xD8, 0xFF]) { return "jpg" }
        if start.starts(with: "RIFF".utf8), start.dropFirst(8).starts(with: "WEBP".utf8) { return "webp" }
        if start.starts(with: "GIF87a".utf8) || start.starts(with: "GIF89a".utf8) { return "gif" }
        return nil
    }

    /// Of the formats that the API names alone: what a server says must not become any part of a path.
    private static func fileExtension(named format: String) -> String? {
        ["png": "png", "jpeg": "jpg", "webp": "webp"][format]
    }
}
