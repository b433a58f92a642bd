import HTTPTypes

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

    /// The whole body, nil where it is larger than that.
    func collect(limit: Int) async throws(APIError) -> [UInt8]? {
        let length = exchange.length ?? 0
        guard length <= limit else { return nil }
        var body: [UInt8] = []
        while let chunk = try await next() {
            guard chunk.count <= limit - body.count else { return nil }
            // Most answers come in one.
            if body.isEmpty, chunk.count >= length {
                body = chunk
                continue
            }
            // Not more, whatever the head promises: it is not there yet.
            if body.isEmpty { body.reserveCapacity(min(length, 64 << 20)) }
            body += chunk
        }
        return body
    }

    /// How long the body of an answer that is no success is waited for. With a byte now and then it would never end.
    static let patience = Duration.seconds(5)

    /// At most so many bytes from the start of the body, or what came of them before it broke or for five seconds: an error is worth
    /// more with half a body than without its status.
    func start(limit: Int) async throws(APIError) -> BodyStart {
        var start = BodyStart()
        exchange.stop(after: Self.patience)
        do throws(APIError) {
            while start.bytes.count < limit {
                guard let chunk = try await next() else {
                    start.isWhole = true
                    break
                }
                start.bytes += chunk.prefix(limit - start.bytes.count)
            }
        } catch .cancelled {
            throw .cancelled
        } catch {
            return start
        }
        return start
    }
}

/// The first bytes of a body.
struct BodyStart {
    var bytes: [UInt8] = []
    /// Whether it is known that the body has no more.
    var isWhole = false
}
