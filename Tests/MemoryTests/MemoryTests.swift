import Foundation
import LoopbackSupport
import Testing

/// What a server that means ill can make a client hold: the limits, and what sockets and transports have under way, whatever it sends.
@Suite(.serialized, .timeLimit(.minutes(3)), .enabled(if: Probe.isMeasurable, "the memory of a process cannot be read here"))
struct MemoryTests {
    /// The limit on answers and events of the probe is 8 MiB. A reader's array grows by doubling, with the old one beside the new.
    /// URLSession on Linux cannot slow a server down, and gives up at 64 MiB that its reader has not taken.
    private static func bound(_ transport: TransportKind) -> Int { transport == .urlSession ? 96 << 20 : 32 << 20 }

    private func expectBounded(
        _ transport: TransportKind, _ path: String, errors: [String],
        sourceLocation: SourceLocation = #_sourceLocation, _ script: @escaping @Sendable (RawConnection) -> Void
    ) async throws {
        let server = try RawServer { connection in
            guard let head = connection.readHead() else { return }
            guard head.contains("/warm-up") else { return script(connection) }
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
        }
        let run = try await Probe.run(transport, server.url, path)
        #expect(errors.contains { run.error.hasPrefix($0) }, "\(run.error)", sourceLocation: sourceLocation)
        #expect(run.memory < Self.bound(transport), "\(run.memory >> 20) MiB: \(run.error)", sourceLocation: sourceLocation)
    }

    /// 1 GiB at most, so that a client which takes it all ends too.
    private static func flood(_ connection: RawConnection, _ head: String, _ piece: [UInt8]) {
        connection.send(head)
        var sent = 0
        while sent < 1 << 30, connection.send(piece) { sent += piece.count }
    }

    private static let answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
    private static let events = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
    private static let tooSlow = "the reader is slower than the server"

    @Test("an answer without end", arguments: TransportKind.allCases)
    func endlessAnswer(_ transport: TransportKind) async throws {
        try await expectBounded(transport, "/answer", errors: ["the answer is larger than 8388608 bytes", Self.tooSlow]) {
            Self.flood($0, Self.answer + "\r\n", [UInt8](repeating: 0x20, count: 1 << 20))
        }
    }

    @Test("a failure's body without end", arguments: TransportKind.allCases)
    func endlessFailure(_ transport: TransportKind) async throws {
        try await expectBounded(transport, "/answer", errors: ["the server answered status 500"]) {
            Self.flood($0, "HTTP/1.1 500 No\r\nConnection: close\r\n\r\n", [UInt8](repeating: 0x20, count: 1 << 20))
        }
    }

    @Test("a head without end", arguments: TransportKind.allCases)
    func endlessHead(_ transport: TransportKind) async throws {
        try await expectBounded(transport, "/answer", errors: ["connection broke", "no connection"]) {
            Self.flood($0, Self.answer, Array(String(repeating: "X-More: \(String(repeating: "x", count: 1000))\r\n", count: 64).utf8))
        }
    }

    @Test("a line of an event stream without end", arguments: TransportKind.allCases)
    func endlessLine(_ transport: TransportKind) async throws {
        let errors = ["an event of the stream is larger than 8388608 bytes", Self.tooSlow]
        try await expectBounded(transport, "/events", errors: errors) {
            Self.flood($0, Self.events + "data: ", [UInt8](repeating: 0x61, count: 1 << 20))
        }
    }

    @Test("lines of one event without end", arguments: TransportKind.allCases)
    func endlessLines(_ transport: TransportKind) async throws {
        let errors = ["an event of the stream is larger than 8388608 bytes", Self.tooSlow]
        try await expectBounded(transport, "/events", errors: errors) {
            Self.flood($0, Self.events, Array(String(repeating: "data:\n", count: 1 << 17).utf8))
        }
    }

    @Test("events that come faster than they are read", arguments: TransportKind.allCases)
    func slowReader(_ transport: TransportKind) async throws {
        let event = Array("data: \(String(repeating: "x", count: 1 << 20))\n\n".utf8)
        try await expectBounded(transport, "/slow", errors: transport == .urlSession ? [Self.tooSlow] : ["no error"]) { connection in
            connection.send(Self.events)
            for _ in 0..<160 where connection.send(event) {}
            if transport == .urlSession { while connection.send(event) {} }
        }
    }

    /// `gzip` of noise, which stays as large as it is, and of spaces, of which a thousandth is left.
    private static func bomb(noise: Int) -> (start: [UInt8], spaces: [UInt8]) {
        let block = [UInt8](repeating: 0x5A, count: 1 << 15)
        let length = [UInt8(block.count & 0xFF), UInt8(block.count >> 8)]
        let stored = [0] + length + length.map { ~$0 } + block
        let head: [UInt8] = [31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 0, 0, 0, 255, 255]
        // 1 MiB of spaces, in a block that can follow itself.
        let spaces: [UInt8] =
            [236, 193, 49, 1, 0, 0, 0, 194, 160, 42, 235, 159, 210, 16, 190, 64, 1] + [UInt8](repeating: 0, count: 1015)
            + [124, 6, 0, 0, 255, 255]
        return (head + [[UInt8]](repeating: stored, count: noise / block.count).flatMap(\.self), spaces)
    }

    @Test("an answer that grows a thousand times when it is decompressed", arguments: TransportKind.allCases, [0, 4 << 20])
    func bomb(_ transport: TransportKind, noise: Int) async throws {
        let (start, spaces) = Self.bomb(noise: noise)
        let errors = ["the answer is larger than 8388608 bytes", "decompressed, the answer is more than 250 times", Self.tooSlow]
        try await expectBounded(transport, "/answer", errors: errors) { connection in
            connection.send(Self.answer + "Content-Encoding: gzip\r\n\r\n")
            guard connection.send(start) else { return }
            Self.flood(connection, "", [[UInt8]](repeating: spaces, count: 1024).flatMap(\.self))
        }
    }
}
