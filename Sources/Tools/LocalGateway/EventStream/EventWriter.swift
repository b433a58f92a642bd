import Foundation
import Hummingbird
import NIOCore

/// Writes an event stream (WHATWG HTML, "Server-sent events"), with heartbeats between the events.
struct EventWriter {
    private var body: any ResponseBodyWriter
    private let heartbeat: Duration?
    private var lastHeartbeat = ContinuousClock.now
    /// How many events were sent whole.
    private(set) var count = 0

    init(_ body: any ResponseBodyWriter, heartbeat: Duration?) {
        self.body = body
        self.heartbeat = heartbeat
    }

    /// Writes an event: its name, its data on one line, a blank line.
    mutating func send(_ name: String, _ data: Data) async throws {
        if heartbeat == .zero { try await beat() }
        var text = ByteBuffer()
        text.reserveCapacity(data.count + name.utf8.count + 20)
        text.writeString("event: \(name)\ndata: ")
        text.writeBytes(data)
        text.writeString("\n\n")
        try await body.write(text)
        count += 1
    }

    /// Lets time pass, and writes the heartbeats that fall into it.
    mutating func pause(_ duration: Duration) async throws {
        let end = ContinuousClock.now + duration
        if let heartbeat, heartbeat > .zero {
            while lastHeartbeat + heartbeat <= end {
                try await Task.sleep(until: lastHeartbeat + heartbeat)
                try await beat()
            }
        }
        if ContinuousClock.now < end { try await Task.sleep(until: end) }
    }

    /// Writes heartbeats until the connection ends.
    mutating func beatForEver() async throws {
        while true {
            try await beat()
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    consuming func finish() async throws {
        try await body.finish(nil)
    }

    /// A comment, which no blank line follows: the gateway writes it so.
    private mutating func beat() async throws {
        lastHeartbeat = .now
        try await body.write(ByteBuffer(string: ": heartbeat\n"))
    }
}
