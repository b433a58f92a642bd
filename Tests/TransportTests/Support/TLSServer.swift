import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// A server on loopback that speaks TLS, answers each connection's first request with the same bytes, and ends the connection: with a
/// notice that this is all (RFC 8446, section 6.1), or without one, as whoever cuts a connection does. It may be its own proxy: then each
/// connection begins with a request for a tunnel.
final class TLSServer: Sendable {
    let url: URL
    private let channel: any Channel

    init(answer: String, endsWithNotice: Bool, isProxy: Bool = false) async throws {
        let certificate = try NIOSSLCertificate(bytes: Array(Self.certificate.utf8), format: .pem)
        let key = try NIOSSLPrivateKey(bytes: Array(Self.key.utf8), format: .pem)
        let context = try NIOSSLContext(
            configuration: .makeServerConfiguration(certificateChain: [.certificate(certificate)], privateKey: .privateKey(key)))
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if isProxy { try channel.pipeline.syncOperations.addHandler(TunnelHandler()) }
                    try channel.pipeline.syncOperations.addHandlers(
                        NIOSSLServerHandler(context: context), AnswerHandler(answer: answer, endsWithNotice: endsWithNotice))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        guard let port = channel.localAddress?.port, let url = URL(string: "https://127.0.0.1:\(port)") else {
            throw POSIXError(.EADDRNOTAVAIL)
        }
        self.url = url
    }

    func stop() async throws {
        try await channel.close()
    }

    /// The certificate as an authority to trust.
    static var trust: NIOSSLTrustRoots {
        get throws { .certificates(try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8))) }
    }

    // Made for these tests and worth nothing elsewhere, for `localhost` and 127.0.0.1, until the year 2126:
    // openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj /CN=localhost
    //   -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -addext basicConstraints=critical,CA:TRUE
    //   -addext keyUsage=critical,digitalSignature,keyCertSign -addext extendedKeyUsage=serverAuth
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBwzCCAWigAwIBAgIUQx/PwC3iVg7eJhxDcDH0tog55VMwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTE1MTMzN1oYDzIxMjYxMDI4
        MTUxMzM3WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAATWb3Lp+VBmWAESlyYti1bB+IYwLdVcXmzI3OxdGItZnuOX88Ubn+Un
        90Eyx+X9TDJze9idGOm3mg+ZkO6bJhEPo4GVMIGSMB0GA1UdDgQWBBTzMtgi0uzN
        ryVaLgsGNgQS+zadYDAfBgNVHSMEGDAWgBTzMtgi0uzNryVaLgsGNgQS+zadYDAa
        BgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwDwYDVR0TAQH/BAUwAwEB/zAOBgNV
        HQ8BAf8EBAMCAoQwEwYDVR0lBAwwCgYIKwYBBQUHAwEwCgYIKoZIzj0EAwIDSQAw
        RgIhAOkQonQhLuXqLv64j15xcaFJjwqwmHgvuPKBjhYhR+1IAiEAuq5r9TItdTvB
        Ev7blC7INm1Q4HxQJ0qz2S+is69O9IQ=
        -----END CERTIFICATE-----
        """

    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg7j6kfmDf7NXFc575
        XvXO96ywDs9zXvfFMWY+EGxUa0ihRANCAATWb3Lp+VBmWAESlyYti1bB+IYwLdVc
        XmzI3OxdGItZnuOX88Ubn+Un90Eyx+X9TDJze9idGOm3mg+ZkO6bJhEP
        -----END PRIVATE KEY-----
        """
}

/// Answers a request for a tunnel, and lets pass what follows.
private final class TunnelHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var isOpen = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isOpen { return context.fireChannelRead(data) }
        isOpen = String(buffer: unwrapInboundIn(data)).hasPrefix("CONNECT ")
        let answer = ByteBuffer(string: "HTTP/1.1 200 Connection established\r\nX-Proxy: 1\r\n\r\n")
        context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
    }
}

/// Answers once the head of a request is there.
private final class AnswerHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: String
    private let endsWithNotice: Bool
    private var head = ""

    init(answer: String, endsWithNotice: Bool) {
        self.answer = answer
        self.endsWithNotice = endsWithNotice
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        head += String(buffer: unwrapInboundIn(data))
        guard head.contains("\r\n\r\n") else { return }
        head = ""
        let end = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer))).whenComplete { [endsWithNotice] _ in
            let context = end.value
            // What closes below the TLS handler passes it by.
            let ending = endsWithNotice ? context : try? context.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self)
            ending?.close(promise: nil)
        }
    }
}
