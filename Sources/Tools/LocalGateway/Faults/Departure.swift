import NIOCore

extension Channel {
    /// Waits until the client has closed its end. Nothing is read while an answer is written, so whoever writes nothing has to ask.
    func clientLeft() async throws {
        let departure = eventLoop.makePromise(of: Void.self)
        do {
            try await eventLoop.submit { try self.pipeline.syncOperations.addHandler(DepartureHandler(departure), position: .first) }.get()
        } catch {
            departure.succeed()
        }
        try await departure.futureResult.get()
    }
}

/// Keeps a promise when the client closes its end of the connection, or the connection ends.
private final class DepartureHandler: ChannelInboundHandler {
    typealias InboundIn = Any

    private let departure: EventLoopPromise<Void>

    init(_ departure: EventLoopPromise<Void>) {
        self.departure = departure
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event as? ChannelEvent == .inputClosed { departure.succeed() }
        context.fireUserInboundEventTriggered(event)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        departure.succeed()
    }
}
