import APIRuntime
import Foundation

/// A streamed body, whole, before it is sent.
enum SpooledBody {
    case memory(Data)
    case file(TemporaryFile)

    /// Bodies up to this size stay in memory.
    private static let memoryLimit = 1 << 20

    static func spool(_ stream: ByteStream) async throws -> SpooledBody {
        var data = Data()
        var file: TemporaryFile?
        for try await piece in stream {
            try Task.checkCancellation()
            data += piece
            guard data.count > memoryLimit else { continue }
            // The pieces of a file come without a wait: others need the thread, and who sends it may want to give up.
            await Task.yield()
            let spool = try file ?? TemporaryFile()
            try spool.append(data)
            file = spool
            data.removeAll(keepingCapacity: true)
        }
        guard let file else { return .memory(data) }
        try file.append(data)
        try file.close()
        return .file(file)
    }
}

/// A file that only this process's user can read, and that is deleted when nobody needs it any more.
final class TemporaryFile: Sendable {
    let url: URL
    private let handle: FileHandle

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("upload-\(UUID().uuidString)")
        guard FileManager.default.createFile(atPath: url.path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw TransportError(.notConnected, reason: "cannot create a temporary file in \(url.deletingLastPathComponent().path)")
        }
        handle = try Self.written(url) { url in try FileHandle(forWritingTo: url) }
    }

    /// A full disk is no broken connection: another attempt would meet it too.
    private static func written<Result>(_ url: URL, _ write: (URL) throws -> Result) throws -> Result {
        do {
            return try write(url)
        } catch {
            let folder = url.deletingLastPathComponent().path
            throw TransportError(.notConnectable, reason: "cannot write a temporary file in \(folder): \(error.localizedDescription)")
        }
    }

    deinit {
        try? handle.close()
        try? FileManager.default.removeItem(at: url)
    }

    func append(_ data: Data) throws {
        try Self.written(url) { _ in try handle.write(contentsOf: data) }
    }

    func close() throws {
        try Self.written(url) { _ in try handle.close() }
    }
}
