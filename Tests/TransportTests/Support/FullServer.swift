import Foundation
import LoopbackSupport

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A server that never takes a connection: nobody accepts those that fill its queue, and Linux leaves further ones without an answer.
final class FullServer {
    let url: URL
    private let descriptors: [Int32]

    init() throws {
        let (listener, port) = try RawServer.listen(backlog: 0)
        descriptors = [listener] + (0..<4).map { _ in Self.connect(port) }
        guard let url = URL(string: "http://127.0.0.1:\(port)") else { throw POSIXError(.EADDRNOTAVAIL) }
        self.url = url
    }

    deinit {
        descriptors.forEach(RawServer.close)
    }

    private static func connect(_ port: Int) -> Int32 {
        #if canImport(Darwin)
            let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #else
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                #if canImport(Darwin)
                    _ = Darwin.connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
                #elseif canImport(Glibc)
                    _ = Glibc.connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
                #else
                    _ = Musl.connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
                #endif
            }
        }
        return descriptor
    }
}
