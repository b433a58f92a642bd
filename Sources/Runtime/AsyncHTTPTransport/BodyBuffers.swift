import APIRuntime
import NIOConcurrencyHelpers
import NIOCore

/// The pieces of a streamed body. async-http-client asks for a piece when the connection has taken the one before.
struct BodyBuffers: AsyncSequence, Sendable {
    let source: BodySource
    let bodySent: (@Sendable (Int64) -> Void)?

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let source: BodySource
        fileprivate let bodySent: (@Sendable (Int64) -> Void)?
        private var taken: Int64 = 0

        fileprivate init(_ body: BodyBuffers) {
            source = body.source
            bodySent = body.bodySent
        }

        mutating func next() async throws -> ByteBuffer? {
            if taken > 0 { bodySent?(taken) }
            guard let piece = try await source.next() else { return nil }
            taken += Int64(piece.count)
            return ByteBuffer(bytes: piece)
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(self)
    }
}

/// Where the pieces of a body come from.
///
/// async-http-client reads a body in a task of its own, which goes on when its request is cancelled: whoever waits for a piece then
/// would wait for ever. So each piece is waited for in a task that ends with the request.
final class BodySource: @unchecked Sendable {
    private struct State {
        var isOver = false
        var piece: Task<[UInt8]?, any Error>?
    }

    /// Read by one task at a time: nobody asks for a piece before the last has come.
    private var pieces: ByteStream.AsyncIterator
    private let state = NIOLockedValueBox(State())

    init(_ stream: ByteStream) {
        pieces = stream.makeAsyncIterator()
    }

    func next() async throws -> [UInt8]? {
        let piece = Task { try await self.pieces.next() }
        let isOver = state.withLockedValue { state in
            state.piece = piece
            return state.isOver
        }
        if isOver { piece.cancel() }
        return try await piece.value
    }

    /// Ends the wait for a piece, and every one to come.
    func end() {
        let piece = state.withLockedValue { state in
            state.isOver = true
            return state.piece
        }
        piece?.cancel()
    }
}

/// Ends a body when it goes.
final class BodyOwner: Sendable {
    let source: BodySource

    init(_ source: BodySource) {
        self.source = source
    }

    deinit {
        source.end()
    }
}
