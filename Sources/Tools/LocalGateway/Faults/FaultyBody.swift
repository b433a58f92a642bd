import HTTPTypes
import Hummingbird
import NIOCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Response {
    /// This response with what is wrong with its body, on a connection that it may break.
    func with(_ faults: [Fault], _ channel: any Channel) -> Response {
        var response = self
        if faults.contains(.gzip) { response.compress() }
        let wire = faults.filter(\.isOfTheWire)
        guard !wire.isEmpty else { return response }
        let body = response.body
        var length = body.contentLength
        for case .wrongLength(let difference) in wire { length = length.map { max(0, $0 + difference) } }
        let isLengthWrong = length != body.contentLength
        response.body = ResponseBody(contentLength: length) { writer in
            try await body.write(FaultyBodyWriter(base: writer, faults: wire, channel: channel))
            // Whoever waits for the rest shall learn that there is none.
            if isLengthWrong { try await channel.close(mode: .output) }
        }
        return response
    }

    private mutating func compress() {
        let body = body
        headers[.contentEncoding] = "gzip"
        self.body = ResponseBody { writer in
            try await body.write(GzipBodyWriter(base: writer))
        }
    }
}

extension Fault {
    /// Whether it is about the bytes of a body, whatever they say.
    fileprivate var isOfTheWire: Bool {
        switch self {
        case .drip, .chunk, .cut, .reset, .stall, .wrongLength: true
        default: false
        }
    }
}

/// Writes a body with what is wrong with it.
private struct FaultyBodyWriter: ResponseBodyWriter {
    /// A connection that the fault has broken.
    private struct Broken: Error {}

    private var base: any ResponseBodyWriter
    private let faults: [Fault]
    private let channel: any Channel
    private let pieceSize: Int
    private var sent = 0

    init(base: any ResponseBodyWriter, faults: [Fault], channel: any Channel) {
        self.base = base
        self.faults = faults
        self.channel = channel
        pieceSize = faults.reduce(Int.max) { size, fault in
            switch fault {
            case .drip: 1
            case .chunk(let bytes): min(size, bytes)
            default: size
            }
        }
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        var buffer = buffer
        repeat {
            let allowed = try await allowance()
            guard let piece = buffer.readSlice(length: min(buffer.readableBytes, pieceSize, allowed)) else { return }
            try await base.write(piece)
            sent += piece.readableBytes
            for case .drip(let pause) in faults { try await Task.sleep(for: pause) }
            // A flush for each piece: written in one turn of the loop, they would leave in one.
            if pieceSize < Int.max { try await channel.eventLoop.submit {}.get() }
        } while buffer.readableBytes > 0
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        _ = try await allowance()
        try await base.finish(trailingHeaders)
    }

    /// How many bytes may still go before something breaks; breaks it where that is none.
    private func allowance() async throws -> Int {
        var allowance = Int.max
        for fault in faults {
            switch fault {
            case .cut(let limit), .reset(let limit), .stall(let limit):
                allowance = min(allowance, limit - sent)
                if limit <= sent { try await strike(fault) }
            default: continue
            }
        }
        return allowance
    }

    private func strike(_ fault: Fault) async throws {
        switch fault {
        case .cut: try await channel.close(mode: .output)
        case .reset:
            // What was written leaves first.
            try await Task.sleep(for: .milliseconds(20))
            try await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
            try await channel.close()
        default:
            try await channel.clientLeft()
        }
        throw Broken()
    }
}
