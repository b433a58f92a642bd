/// How much of a request's body is sent.
public struct UploadProgress: Sendable, Hashable {
    /// The number of bytes that the network has taken. It starts again where the body is sent again.
    public let bytesSent: Int64
    /// The size of the body, nil where it is not known.
    public let totalBytes: Int64?

    /// Between 0 and 1, nil where the size is not known.
    public var fraction: Double? {
        totalBytes.map { $0 > 0 ? Double(bytesSent) / Double($0) : 1 }
    }
}

/// Sees how the body of a request is sent.
public final class UploadObserver: Sendable {
    private let report: @Sendable (UploadProgress) -> Void

    /// Calls a function whenever more of the body is sent, up to the whole; for a small body in memory once. It runs in the upload's own
    /// path, so it should be quick.
    public init(_ report: @escaping @Sendable (UploadProgress) -> Void) {
        self.report = report
    }

    func observe(_ progress: UploadProgress) {
        report(progress)
    }
}

extension UploadObserver: Hashable {
    /// Whether both are the same object.
    public static func == (one: UploadObserver, other: UploadObserver) -> Bool { one === other }

    /// Adds the object's identity.
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
