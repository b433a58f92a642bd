extension Task where Success == Void, Failure == Never {
    /// A task that runs on the caller's thread up to where it first waits. To wake another thread for it, which soon waits for the
    /// network, takes longer than to send a small request.
    static func startingHere(_ body: @escaping @Sendable () async -> Void) -> Task {
        #if compiler(>=6.2)
            if #available(macOS 26, iOS 26, tvOS 26, watchOS 26, visionOS 26, *) {
                return Task.immediate { await body() }
            }
        #endif
        return Task { await body() }
    }
}
