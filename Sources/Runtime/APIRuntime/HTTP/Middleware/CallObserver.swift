/// A middleware that only watches, as a closure.
public struct CallObserver: ClientMiddleware {
    private let report: @Sendable (CallEvent) -> Void

    /// Calls a function for every event. It runs in the call's own path, so it should be quick.
    public init(_ report: @escaping @Sendable (CallEvent) -> Void) {
        self.report = report
    }

    /// Calls the function.
    public func observe(_ event: CallEvent) {
        report(event)
    }
}
