package import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A server on loopback that knows sockets and nothing else: a test says byte by byte what it answers, and sees byte by byte what came.
package final class RawServer: @unchecked Sendable {
    package let port: Int
    private let listener: Int32
    private let lock = NSLock()
    private var recorded: [RecordedRequest] = []
    private var accepted = 0

    /// The URL of the server.
    package var url: URL { URL(string: "http://127.0.0.1:\(port)")! }

    /// Starts a server; each connection runs the script on a thread of its own, and is closed at the script's end.
    package init(isIPv6: Bool = false, _ script: @escaping @Sendable (RawConnection) -> Void) throws {
        (listener, port) = try Self.listen(backlog: 64, isIPv6: isIPv6)
        let listener = listener
        Thread.detachNewThread { [weak self] in
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { break }
                let number = self?.count() ?? 1
                Thread.detachNewThread { [weak self] in
                    let connection = RawConnection(descriptor, number: number) { self?.record($0) }
                    script(connection)
                    connection.close()
                }
            }
            // Only here: elsewhere the number could be another server's by the time `accept` uses it again.
            Self.close(listener)
        }
    }

    /// A server that answers every request with the same bytes.
    package convenience init(answer: String) throws {
        try self.init { connection in
            while connection.readRequest() != nil { connection.send(answer) }
        }
    }

    /// A server that answers one request after the other, whatever their connections; the last answer goes to all that follow. An
    /// empty answer closes the connection without one.
    package convenience init(answers: [String]) throws {
        let queue = AnswerQueue(answers)
        try self.init { connection in
            while connection.readRequest() != nil {
                let answer = queue.next()
                guard !answer.isEmpty else { return }
                connection.send(answer)
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    /// The requests that came whole.
    package var requests: [RecordedRequest] { lock.withLock { recorded } }

    /// The number of connections.
    package var connections: Int { lock.withLock { accepted } }

    private func record(_ request: RecordedRequest) { lock.withLock { recorded.append(request) } }
    private func count() -> Int {
        lock.withLock {
            accepted += 1
            return accepted
        }
    }

    /// A socket that has a free port of loopback, and listens on it where it has a backlog.
    package static func listen(backlog: Int32?, isIPv6: Bool = false) throws -> (descriptor: Int32, port: Int) {
        let family = isIPv6 ? AF_INET6 : AF_INET
        #if canImport(Darwin)
            let descriptor = socket(family, SOCK_STREAM, 0)
        #else
            let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        // In both kinds of address the port stands at the same place.
        var address = sockaddr_in6()
        var length = socklen_t(isIPv6 ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size)
        address.sin6_family = sa_family_t(family)
        if isIPv6 {
            address.sin6_addr = in6addr_loopback
        } else {
            let offset = MemoryLayout<sockaddr_in>.offset(of: \.sin_addr.s_addr) ?? 4
            withUnsafeMutableBytes(of: &address) {
                $0.storeBytes(of: UInt32(0x7F00_0001).bigEndian, toByteOffset: offset, as: UInt32.self)
            }
        }
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                [
                    bind(descriptor, address, length), backlog.map { systemListen(descriptor, $0) } ?? 0,
                    getsockname(descriptor, address, &length),
                ]
            }
        }
        guard descriptor >= 0, status == [0, 0, 0] else { throw POSIXError(.EADDRNOTAVAIL) }
        return (descriptor, Int(UInt16(bigEndian: address.sin6_port)))
    }

    package static func close(_ descriptor: Int32) {
        systemClose(descriptor)
    }
}

/// Answers that several connections take their turn at.
private final class AnswerQueue: @unchecked Sendable {
    private let lock = NSLock()
    private var answers: ArraySlice<String>

    init(_ answers: [String]) { self.answers = answers[...] }

    func next() -> String {
        lock.withLock { answers.count > 1 ? answers.removeFirst() : answers.first ?? "" }
    }
}

private func systemListen(_ descriptor: Int32, _ backlog: Int32) -> Int32 { listen(descriptor, backlog) }
private func systemClose(_ descriptor: Int32) { close(descriptor) }

/// A request as it was on the wire.
package struct RecordedRequest: Sendable {
    /// The first line and the header fields, with the line ends.
    package let head: String
    /// The body; chunks are put together.
    package let body: [UInt8]

    /// The first line.
    package var line: String { head.components(separatedBy: "\r\n")[0] }

    /// The values of a header field.
    package func values(_ name: String) -> [String] {
        head.components(separatedBy: "\r\n").dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == name.lowercased() else { return nil }
            return line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
    }

    package var text: String { String(decoding: body, as: UTF8.self) }
}

/// The server's end of a connection.
package final class RawConnection {
    private let descriptor: Int32
    private let record: (RecordedRequest) -> Void
    private var buffered: [UInt8] = []
    /// Whether the server had no connection before.
    package let isFirst: Bool

    init(_ descriptor: Int32, number: Int, record: @escaping (RecordedRequest) -> Void) {
        self.descriptor = descriptor
        self.record = record
        isFirst = number == 1
    }

    /// The next request with its body, nil where the client has closed.
    @discardableResult
    package func readRequest() -> RecordedRequest? {
        guard let head = readHead() else { return nil }
        let request = RecordedRequest(head: head, body: [])
        var body: [UInt8] = []
        if request.values("transfer-encoding").contains("chunked") {
            var isWhole = false
            while !isWhole, let line = readLine(), let size = Int(line, radix: 16) {
                body += read(size)
                _ = readLine()
                isWhole = size == 0
            }
            guard isWhole else { return nil }
        } else if let length = request.values("content-length").first.flatMap({ Int($0) }) {
            body = read(length)
            guard body.count == length else { return nil }
        }
        let whole = RecordedRequest(head: head, body: body)
        record(whole)
        return whole
    }

    /// The head of the next request without its body.
    package func readHead() -> String? {
        var head = ""
        while let line = readLine() {
            head += line + "\r\n"
            if line.isEmpty { return head }
        }
        return nil
    }

    package func send(_ text: String) { send(Array(text.utf8)) }

    /// Sends bytes; false where the client has closed.
    @discardableResult
    package func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Self.write(descriptor, $0) }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    private static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Darwin)
            return Darwin.send(descriptor, bytes.baseAddress, bytes.count, 0)
        #elseif canImport(Glibc)
            return Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        #else
            return Musl.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        #endif
    }

    package func pause(milliseconds: Int) { usleep(UInt32(milliseconds * 1000)) }

    /// Waits until the client closes the connection; false where it has not after so many seconds.
    package func waitForClose(seconds: Double = 60) -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&request, 1, 50) > 0 else { continue }
            if receive(4096).isEmpty { return true }
        }
        return false
    }

    /// Ends the connection so that the client sees a reset.
    package func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    }

    package func close() { RawServer.close(descriptor) }

    /// Reads so many bytes, and any number until the end without one; false where the client has closed.
    @discardableResult
    package func skip(_ count: Int = .max) -> Bool {
        var rest = count - min(count, buffered.count)
        buffered.removeFirst(min(count, buffered.count))
        while rest > 0 {
            let received = receive(min(rest, 1 << 20)).count
            guard received > 0 else { return false }
            rest -= received
        }
        return true
    }

    private func readLine() -> String? {
        while true {
            if let end = buffered.firstIndex(of: 10) {
                let line = String(decoding: buffered[..<end], as: UTF8.self)
                buffered.removeFirst(end + 1)
                return line.hasSuffix("\r") ? String(line.dropLast()) : line
            }
            let more = receive(65536)
            guard !more.isEmpty else { return nil }
            buffered += more
        }
    }

    /// The next bytes, fewer where the client has closed.
    package func read(_ count: Int) -> [UInt8] {
        while buffered.count < count {
            let more = receive(1 << 20)
            guard !more.isEmpty else { break }
            buffered += more
        }
        let bytes = Array(buffered.prefix(count))
        buffered.removeFirst(bytes.count)
        return bytes
    }

    private func receive(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = max(0, recv(descriptor, buffer.baseAddress, count, 0))
        }
    }
}
