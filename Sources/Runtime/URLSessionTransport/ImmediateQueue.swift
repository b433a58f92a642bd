import Foundation

#if canImport(FoundationNetworking)
    /// Tells a session's delegate at once what happens, on the session's own queue.
    ///
    /// On Linux a session hands over each piece of a body as an operation, and libcurl reads faster than a loaded machine gets to run
    /// them: hundreds of megabytes waited where nobody could count them. Run at once, they are counted before the next is read.
    ///
    /// So a delegate must not wait for the session's queue, as `cancel` of a task does.
    final class ImmediateQueue: OperationQueue, @unchecked Sendable {
        override func addOperation(_ block: @escaping @Sendable () -> Void) {
            block()
        }
    }
#endif
