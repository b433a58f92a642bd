import APIRuntime
import NIOConcurrencyHelpers
import NIOCore

/// The pieces of a streamed body. async-http-client asks for a piece when the connection has taken the one before.
struct BodyBuffers: AsyncSequence, Sendable {
    let source: BodySource

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let source: BodySource

        mutating func next() async throws -> ByteBuffer? {
            try await source.next().map { ByteBuffer(bytes: $0) }
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(source: source)
    }
}

/// Where the pieces of a body come from.
///
/// async-http-client reads a body in a task of its own, which goes on when its request is cancelled: whoever waits for a piece then
/// would wait for ever. So each piece is waited for in a task that ends with the request.
///
/// And where a server answers with an error half-way, that task is never resumed (async-http-client 1.37). So nothing of the call is
/// kept once the request is over, and pieces are small: one stays with that task.
final class BodySource: Sendable {
    private struct State {
        /// Nil once the request is over.
        var pieces: Pieces?
        var bodySent: (@Sendable (Int64) -> Void)?
        var sent: Int64 = 0
        /// What of a larger piece is still to come.
        var rest: ArraySlice<UInt8> = []
        var piece: Task<[UInt8]?, any Error>?
    }

    /// Read by one task at a time: nobody asks for a piece before the last has come.
    private final class Pieces: @unchecked Sendable {
        private var iterator: ByteStream.AsyncIterator

        init(_ stream: ByteStream) { iterator = stream.makeAsyncIterator() }

        func next() async throws -> [UInt8]? { try await iterator.next() }
    }

    static let pieceSize = 64 << 10

    private let state: NIOLockedValueBox<State>
    private let demand: BodyDemand

    init(_ stream: ByteStream, _ demand: BodyDemand, bodySent: (@Sendable (Int64) -> Void)?) {
        self.demand = demand
        state = NIOLockedValueBox(State(pieces: Pieces(stream), bodySent: bodySent))
    }

    func next() async throws -> ArraySlice<UInt8>? {
        demand.note()
        let (bodySent, sent) = state.withLockedValue { ($0.bodySent, $0.sent) }
        if sent > 0 { bodySent?(sent) }
        if let part = nextPart() { return part }
        guard let piece = try await nextPiece() else { return nil }
        state.withLockedValue { state in
            if state.pieces != nil { state.rest = piece[...] }
        }
        return nextPart() ?? []
    }

    private func nextPart() -> ArraySlice<UInt8>? {
        state.withLockedValue { state in
            guard !state.rest.isEmpty else { return nil }
            let part = state.rest.prefix(Self.pieceSize)
            state.rest = state.rest.dropFirst(part.count)
            state.sent += Int64(part.count)
            return part
        }
    }

    private func nextPiece() async throws -> [UInt8]? {
        let piece = try state.withLockedValue { state in
            guard let pieces = state.pieces else { throw CancellationError() }
            let piece = Task { try await pieces.next() }
            state.piece = piece
            return piece
        }
        return try await piece.value
    }

    /// Ends the wait for a piece, and every one to come.
    func end() {
        let ended = state.withLockedValue { state in
            defer { state = State() }
            return state
        }
        ended.piece?.cancel()
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
