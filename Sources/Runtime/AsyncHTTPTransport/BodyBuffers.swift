import APIRuntime
import NIOCore

/// The pieces of a streamed body. async-http-client asks for a piece when the connection has taken the one before.
struct BodyBuffers: AsyncSequence, Sendable {
    let stream: ByteStream
    let bodySent: (@Sendable (Int64) -> Void)?

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var pieces: ByteStream.AsyncIterator
        fileprivate let bodySent: (@Sendable (Int64) -> Void)?
        private var taken: Int64 = 0

        fileprivate init(_ body: BodyBuffers) {
            pieces = body.stream.makeAsyncIterator()
            bodySent = body.bodySent
        }

        mutating func next() async throws -> ByteBuffer? {
            if taken > 0 { bodySent?(taken) }
            guard let piece = try await pieces.next() else { return nil }
            taken += Int64(piece.count)
            return ByteBuffer(bytes: piece)
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(self)
    }
}
