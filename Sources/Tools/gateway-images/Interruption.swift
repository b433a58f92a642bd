import Dispatch
import Foundation

/// Ends work in good order on Ctrl-C and on SIGTERM; a second signal ends the program at once.
enum Interruption {
    static func cancelling(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let task = Task(operation: work)
        let sources = [SIGINT, SIGTERM].map { number in
            // The default of these signals, which ends the program, would come first.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                signal(number, SIG_DFL)
                task.cancel()
            }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        try await task.value
    }
}
