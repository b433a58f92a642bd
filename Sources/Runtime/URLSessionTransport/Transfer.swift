import APIRuntime
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// One task of a session: what its delegate receives, for a reader that waits.
final class Transfer: @unchecked Sendable {
    /// On Apple platforms a transfer is suspended while a reader has this much left to read.
    private static let pauseThreshold = 1 << 20
    private static let pieceSize = 256 << 10

    private struct State {
        var response: URLResponse?
        /// A response that may be a proxy's, not the server's.
        var unclearResponse: URLResponse?
        var chunks: [[UInt8]] = []
        /// What came before them, the first of it last: what is taken from the end of an array is let go of.
        var earlierChunks: [[UInt8]] = []
        var bufferedBytes = 0
        var outcome: Result<Void, TransportError>?
        var waiter: CheckedContinuation<Void, Never>?
        var isPaused = false
        var hasSent = false

        /// What has piled up, in one piece where it is not much: joined to one, what is much would be held twice.
        mutating func takePiece() -> [UInt8]? {
            if earlierChunks.isEmpty {
                earlierChunks = chunks.reversed()
                chunks = []
            }
            guard var piece = earlierChunks.popLast() else { return nil }
            let size = min(bufferedBytes, Transfer.pieceSize)
            if piece.count < size { piece.reserveCapacity(size) }
            while let next = earlierChunks.last, piece.count + next.count <= size {
                piece += next
                earlierChunks.removeLast()
            }
            bufferedBytes -= piece.count
            return piece
        }
    }

    private let task: URLSessionTask
    private let bufferLimit: Int
    private let hasBody: Bool
    private let mayTunnel: Bool
    /// Takes the number of bytes of the body that are sent.
    private let bodySent: (@Sendable (Int64) -> Void)?
    /// A session is invalidated when its owner goes, so it lives as long as its transfers.
    private var session: SessionOwner?
    private var file: TemporaryFile?
    private let lock = NSLock()
    private var state = State()

    init(
        task: URLSessionTask, bufferLimit: Int, session: SessionOwner, keeping file: TemporaryFile?, hasBody: Bool,
        mayTunnel: Bool, bodySent: (@Sendable (Int64) -> Void)?
    ) {
        self.task = task
        self.bufferLimit = bufferLimit
        self.session = session
        self.file = file
        self.hasBody = hasBody
        self.mayTunnel = mayTunnel
        self.bodySent = bodySent
    }

    /// Ends the transfer, and lets go of what has come.
    func cancel() {
        endTask()
        change { state in
            state.outcome = state.outcome ?? .failure(TransportError(.disconnected, reason: "cancelled"))
            state.chunks = []
            state.earlierChunks = []
            state.bufferedBytes = 0
        }
    }

    // MARK: The reader's side

    func head() async throws -> URLResponse {
        while true {
            let result = lock.withLock { () -> Result<URLResponse, TransportError>? in
                if let response = state.response { return .success(response) }
                guard let outcome = state.outcome else { return nil }
                return outcome.flatMap { .failure(TransportError(.disconnected, reason: "the server sent no response")) }
            }
            if let result { return try result.get() }
            try await waitForChange { $0.response != nil }
        }
    }

    func next() async throws -> [UInt8]? {
        while true {
            let (result, resumes) = lock.withLock { () -> (Result<[UInt8]?, TransportError>?, Bool) in
                guard let piece = state.takePiece() else { return (state.outcome?.map { nil }, false) }
                let resumes = state.isPaused && state.bufferedBytes < Self.pauseThreshold
                if resumes { state.isPaused = false }
                return (.success(piece), resumes)
            }
            if resumes { task.resume() }
            if let result { return try result.get() }
            try await waitForChange { $0.bufferedBytes > 0 }
        }
    }

    private func waitForChange(_ hasChanged: @escaping @Sendable (State) -> Bool) async throws {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = lock.withLock { () -> Bool in
                    if state.outcome != nil || hasChanged(state) { return true }
                    state.waiter = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            cancel()
        }
    }

    // MARK: The delegate's side

    func sent(_ count: Int64) {
        lock.withLock { state.hasSent = true }
        bodySent?(count)
    }

    /// Whether nothing of the body was sent, nil where there is none.
    var isUnsent: Bool? {
        hasBody ? lock.withLock { !state.hasSent && state.response == nil } : nil
    }

    /// Where a proxy makes a tunnel, Foundation reports the proxy's answer like that of the server, which follows. What follows a success
    /// is the server's; and so is what has a body, or no error behind it.
    func receive(_ response: URLResponse) {
        change { state in
            let isBehindTunnel = (state.unclearResponse as? HTTPURLResponse).map { 200...299 ~= $0.statusCode } ?? false
            if mayTunnel, !isBehindTunnel { state.unclearResponse = response } else { state.response = response }
        }
    }

    func receive(_ data: Data) {
        let isFull = lock.withLock { () -> Bool in
            // Data may come long after a task is cancelled, and nobody reads it.
            guard state.outcome == nil else { return false }
            state.response = state.response ?? state.unclearResponse
            state.chunks.append(Array(data))
            state.bufferedBytes += data.count
            #if canImport(Darwin)
                guard state.bufferedBytes >= Self.pauseThreshold, !state.isPaused else { return false }
                state.isPaused = true
                return true
            #else
                return state.bufferedBytes > bufferLimit
            #endif
        }
        if isFull {
            #if canImport(Darwin)
                task.suspend()
                // A reader may have taken it all in between, and found nothing to resume.
                if lock.withLock({ !state.isPaused }) { task.resume() }
            #else
                end(TransportError(.bufferExceeded(limit: bufferLimit), reason: "the reader is too slow"))
            #endif
        }
        change { _ in }
    }

    /// Ends a transfer whose task would go on: with an error, or as complete.
    func end(_ error: TransportError? = nil) {
        endTask()
        finish(error)
    }

    func finish(_ error: TransportError?) {
        change { state in
            guard state.outcome == nil else { return }
            state.outcome = error.map { .failure($0) } ?? .success(())
            if error == nil { state.response = state.response ?? state.unclearResponse }
        }
        lock.withLock {
            session = nil
            file = nil
        }
    }

    private func endTask() {
        lock.withLock { session }?.cancel(task)
    }

    private func change(_ body: (inout State) -> Void) {
        let waiter = lock.withLock {
            body(&state)
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }
}

/// Reads a transfer. Letting go of it ends the transfer.
final class TransferReader: Sendable {
    private let transfer: Transfer

    init(_ transfer: Transfer) {
        self.transfer = transfer
    }

    deinit {
        transfer.cancel()
    }

    func next() async throws -> [UInt8]? {
        try await transfer.next()
    }
}
