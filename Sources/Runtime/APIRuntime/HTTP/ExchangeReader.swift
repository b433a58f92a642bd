/// Reads the body of a response. Letting go of it ends the transfer.
final class ExchangeReader {
    private let exchange: Exchange
    private var chunks: ArraySlice<[UInt8]> = []
    private(set) var bytesRead = 0

    init(_ exchange: Exchange) {
        self.exchange = exchange
    }

    deinit {
        exchange.stop(.cancelled)
    }

    /// The next chunk, nil at the end.
    func next() async throws(APIError) -> [UInt8]? {
        if chunks.isEmpty {
            guard let more = try await exchange.chunks() else { return nil }
            chunks = more[...]
        }
        let chunk = chunks.removeFirst()
        bytesRead += chunk.count
        return chunk
    }

    /// The whole body.
    func collect(limit: Int, head: ResponseHead) async throws(APIError) -> [UInt8] {
        var body: [UInt8] = []
        if let length = head["content-length"].flatMap(Int.init), length > 0 {
            guard length <= limit else { throw .limitExceeded(LimitFailure(subject: .answer, limit: limit, head: head)) }
            body.reserveCapacity(length)
        }
        while let chunk = try await next() {
            guard chunk.count <= limit - body.count else {
                throw .limitExceeded(LimitFailure(subject: .answer, limit: limit, head: head))
            }
            body += chunk
        }
        return body
    }

    /// At most so many bytes from the start of the body, or what came of them before it broke: an error is worth more with half a
    /// body than without its status.
    func start(limit: Int) async throws(APIError) -> [UInt8] {
        var body: [UInt8] = []
        do throws(APIError) {
            while body.count < limit, let chunk = try await next() {
                body += chunk.prefix(limit - body.count)
            }
        } catch .cancelled {
            throw .cancelled
        } catch {
            return body
        }
        return body
    }
}
