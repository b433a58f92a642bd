import AsyncHTTPClient
import NIOConcurrencyHelpers
import NIOCore
import NIOHTTPCompression

/// The clients of transports that bring none of their own. They live as long as the process.
///
/// async-http-client's own shared client follows redirects, credentials and all, and gives up on a silent server after 90 seconds, so
/// it cannot be used here. The time to connect and the proxy are settings of a client, so each such pair has a client, with a pool of
/// connections of its own.
enum SharedClients {
    /// Times to connect that differ by less share a client, so that times which are computed do not make clients without end.
    private static let step = TimeAmount.milliseconds(250)
    private static let limit = 16

    private struct Key: Hashable {
        let timeout: TimeAmount
        let proxy: ProxySettings.Proxy?
    }

    private static let clients = NIOLockedValueBox<[Key: HTTPClient]>([:])

    static func client(connectTimeout: Duration, proxy: ProxySettings.Proxy?) -> HTTPClient {
        var key = Key(timeout: rounded(connectTimeout), proxy: proxy)
        return clients.withLockedValue { clients in
            if let client = clients[key] { return client }
            // Beyond the limit, the next longer time of few has to do: each is twice as long as the one before.
            if clients.keys.count(where: { $0.proxy == proxy }) >= limit {
                var time = step
                while time < key.timeout { time = time * 2 }
                key = Key(timeout: time, proxy: proxy)
                if let client = clients[key] { return client }
            }
            let configuration = configuration(connectTimeout: key.timeout, proxy: key.proxy)
            let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
            clients[key] = client
            return client
        }
    }

    /// Rounded up to a step, and to a day at most.
    private static func rounded(_ duration: Duration) -> TimeAmount {
        let day = Duration.seconds(86_400)
        let amount = TimeAmount(max(.zero, min(duration, day)))
        return step * max(1, Int((amount.nanoseconds + step.nanoseconds - 1) / step.nanoseconds))
    }

    static func configuration(connectTimeout: TimeAmount, proxy: ProxySettings.Proxy?) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: HTTPClient.Configuration.Timeout(connect: connectTimeout),
            proxy: proxy?.configuration,
            decompression: .enabled(limit: .ratio(AsyncHTTPTransport.compressionRatioLimit))
        )
        // A request waits for a free connection no longer than for a new one, and a stream holds its connection for minutes.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 4096
        // Whether a request is tried again is for the runtime to say; a refused connection is an answer.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.networkFrameworkWaitForConnectivity = false
        // Its spans have the whole URL in them, keys in the query and all. Who wants a trace has middleware for it.
        configuration.tracing.tracer = nil
        // Over HTTP/2 the client drops what it has received when a stream is reset, and the handlers below, which keep it, are for
        // HTTP/1.1: no event that arrived may be lost.
        configuration.httpVersion = .http1Only
        configuration.http1_1ConnectionDebugInitializer = { channel in
            let sizes = ReadSizes()
            return channel.setOption(.recvAllocator, value: sizes)
                .flatMap { channel.setOption(.maxMessagesPerRead, value: 1) }
                .flatMap { addHandlers(to: channel, sizes) }
        }
        return configuration
    }

    /// Adds handlers where the parts of requests and answers pass, after they are decompressed.
    private static func addHandlers(to channel: any Channel, _ sizes: ReadSizes) -> EventLoopFuture<Void> {
        channel.eventLoop.submit {
            let pipeline = channel.pipeline.syncOperations
            let decompressor = try pipeline.handler(type: NIOHTTPResponseDecompressor.self)
            let handlers: [any ChannelHandler] = [ReadSizeHandler(sizes), BrokenBodyHandler(), OvertakenUploadHandler()]
            try pipeline.addHandlers(handlers, position: .after(decompressor))
        }
    }
}
