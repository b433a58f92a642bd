import Foundation
import GatewayImages
import LocalGateway
import LoopbackSupport
import Testing

extension ImageGateway {
    /// A gateway on loopback.
    init(_ server: URL, _ kind: TransportKind, key: String = LocalGateway.Configuration.defaultKey, options: CallOptions = CallOptions()) {
        self.init(server: server, credential: .bearer(key), transport: kind.make(), options: options)
    }
}

/// The error of a call that must fail.
func failure<Value>(of call: () async throws(APIError) -> Value, sourceLocation: SourceLocation = #_sourceLocation) async -> APIError? {
    do {
        let value = try await call()
        Issue.record("no error, but \(value)", sourceLocation: sourceLocation)
        return nil
    } catch {
        return error
    }
}

/// The texts of all violations of a value.
func violations(_ value: some Validatable) -> [String] {
    var check = Validator()
    value.validate(&check)
    do {
        try check.finish()
        return []
    } catch {
        return error.violations.map(\.description)
    }
}

/// An example answer. In these files a real base64 text (the signature of PNG) stands where the pages have a placeholder for
/// `b64_json`, `"string"` or `"<string>"`, which is none.
func example(_ name: String) throws -> Data {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Examples")
    return try Data(contentsOf: folder.appendingPathComponent(name + ".json"))
}

/// The eight bytes that every PNG begins with.
let pngSignature = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])

/// Width and height of a PNG, nil for other bytes.
func sizeOfPNG(_ picture: Data?) -> [Int]? {
    guard let picture, picture.count > 24, picture.starts(with: pngSignature) else { return nil }
    let bytes = [UInt8](picture)
    return [16, 20].map { start in bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) } }
}
