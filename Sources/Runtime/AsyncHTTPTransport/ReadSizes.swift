import NIOCore
import NIOHTTP1

/// How much one turn of reading takes from a connection.
///
/// async-http-client passes on what one turn gave, and reads again when that is taken: two changes of threads, which cost as much as to
/// read a hundred kilobytes. NIO by itself reads up to four times 64 KiB in a turn; here it is one large piece, which the kernel fills in
/// one call. The size grows with what comes, so only a fast server makes a connection hold as much.
///
/// What comes compressed is inflated in the same turn and held until it is taken, and may be a thousand times as much. So the pieces are
/// small there, and where nobody knows yet: until the head of an answer is read.
///
/// Used on the event loop of its channel alone.
final class ReadSizes: RecvByteBufferAllocator, @unchecked Sendable {
    private static let small = 16 << 10

    private var growing: AdaptiveRecvByteBufferAllocator?

    /// From the next turn on.
    func mayGrow(_ mayGrow: Bool) {
        growing = mayGrow ? AdaptiveRecvByteBufferAllocator(minimum: 2 << 10, initial: Self.small, maximum: 512 << 10) : nil
    }

    func buffer(allocator: ByteBufferAllocator) -> ByteBuffer {
        growing?.buffer(allocator: allocator) ?? allocator.buffer(capacity: Self.small)
    }

    /// Nil while pieces are small: for a size, NIO takes any buffer of an earlier turn that is at least as large.
    func nextBufferSize() -> Int? {
        growing?.nextBufferSize()
    }

    func record(actualReadBytes: Int) -> Bool {
        growing?.record(actualReadBytes: actualReadBytes) ?? false
    }
}

/// Tells the sizes of a channel what is being read.
final class ReadSizeHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias InboundOut = HTTPClientResponsePart

    private let sizes: ReadSizes

    init(_ sizes: ReadSizes) {
        self.sizes = sizes
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): sizes.mayGrow(head.status.code >= 200 && !head.headers.contains(name: "Content-Encoding"))
        case .body: break
        case .end: sizes.mayGrow(false)
        }
        context.fireChannelRead(data)
    }
}
