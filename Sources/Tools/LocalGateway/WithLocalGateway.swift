public import Foundation

/// Runs a gateway for as long as `body` does, and gives it the gateway's URL.
///
/// Throws what the gateway throws where it cannot start, else what `body` throws. The gateway has ended when this returns.
public func withLocalGateway<Result>(
    _ configuration: LocalGateway.Configuration = LocalGateway.Configuration(),
    isolation: isolated (any Actor)? = #isolation,
    _ body: (_ server: URL) async throws -> Result
) async throws -> Result {
    let (ports, continuation) = AsyncThrowingStream.makeStream(of: Int.self)
    let server = Task {
        do {
            try await LocalGateway(configuration).run { continuation.yield($0) }
            continuation.finish()
        } catch {
            continuation.finish(throwing: error)
        }
    }
    func stop() async {
        server.cancel()
        await server.value
    }
    do {
        guard let port = try await ports.first(where: { _ in true }) else { throw CancellationError() }
        var url = URLComponents()
        url.scheme = "http"
        url.host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
        url.port = port
        guard let server = url.url else { throw CancellationError() }
        let result = try await body(server)
        await stop()
        return result
    } catch {
        await stop()
        throw error
    }
}
