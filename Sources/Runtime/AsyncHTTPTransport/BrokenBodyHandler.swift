import APIRuntime
import NIOCore
import NIOHTTP1

/// Keeps what came of an answer before its connection broke.
///
/// When a connection ends, NIO reads at once all that is left of it, and async-http-client holds that until its reader asks for more;
/// then the error comes, and it drops what it holds. What it holds at the proper end of a body goes to the reader. So a body that
/// breaks off gets a proper end, and its last part says why.
final class BrokenBodyHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias InboundOut = HTTPClientResponsePart

    private var isInBody = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): isInBody = head.status.code >= 200
        case .body: break
        case .end: isInBody = false
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let failure = TransportError(error)
        guard isInBody, failure.kind == .disconnected else {
            context.fireErrorCaught(error)
            return
        }
        isInBody = false
        // Without it the client takes the end for one after which the connection can be used again.
        context.fireChannelReadComplete()
        context.fireChannelRead(wrapInboundOut(.body(BrokenBody.lastPart(reason: failure.reason))))
        context.fireChannelRead(wrapInboundOut(.end(nil)))
    }
}

/// The last part of a body that broke off. No server can send one: it begins with a number that never leaves the process.
enum BrokenBody {
    private static let mark: [UInt8] = (0..<32).map { _ in UInt8.random(in: 0...255) }

    static func lastPart(reason: String) -> ByteBuffer {
        ByteBuffer(bytes: mark + Array(reason.utf8))
    }

    /// Why the body broke off, nil for any other part.
    static func reason(_ part: ByteBuffer) -> String? {
        guard part.readableBytes >= mark.count, part.readableBytesView.starts(with: mark) else { return nil }
        return String(decoding: part.readableBytesView.dropFirst(mark.count), as: UTF8.self)
    }
}
