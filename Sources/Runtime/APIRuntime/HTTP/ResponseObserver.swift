/// Sees the heads of the answers that calls take: statuses, request ids, header fields. Errors carry theirs.
public final class ResponseObserver: Sendable {
    private let report: @Sendable (ResponseHead) -> Void

    /// Calls a function once for each call whose answer is a success, before the answer is read.
    public init(_ report: @escaping @Sendable (ResponseHead) -> Void) {
        self.report = report
    }

    func observe(_ head: ResponseHead) {
        report(head)
    }
}

extension ResponseObserver: Hashable {
    /// Whether both are the same object.
    public static func == (one: ResponseObserver, other: ResponseObserver) -> Bool { one === other }

    /// Adds the object's identity.
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
