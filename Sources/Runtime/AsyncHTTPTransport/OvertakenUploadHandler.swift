import NIOCore
import NIOHTTP1

/// Keeps an answer that overtook the end of its request.
///
/// A server may answer, and end the connection, before it has read the whole upload. async-http-client closes the connection once it has
/// the whole answer; where the end of the request is still waiting to be written, that fails, and the client takes it for a failure of
/// the call and drops the answer (as of 1.37). So an end that fails behind a whole answer counts as written: nobody waits for it. Not one
/// that is written behind the answer: what the client makes of that is a connection that can be used again.
final class OvertakenUploadHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias InboundOut = HTTPClientResponsePart
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = HTTPClientRequestPart

    private var isAnswered = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .end = unwrapInboundIn(data) { isAnswered = true }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head:
            isAnswered = false
        case .end:
            guard let promise, !isAnswered else { break }
            let written = context.eventLoop.makePromise(of: Void.self)
            written.futureResult.assumeIsolated().whenComplete { result in
                if case .failure(let error) = result, !self.isAnswered { promise.fail(error) } else { promise.succeed() }
            }
            context.write(data, promise: written)
            return
        case .body:
            break
        }
        context.write(data, promise: promise)
    }
}
