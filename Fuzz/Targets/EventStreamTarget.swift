import APIRuntime

/// A stream gives the same events however it is cut into chunks, and no more data than it has.
enum EventStreamTarget {
    private struct Event: Hashable {
        let name: String?
        let data: [UInt8]
        let id: String
        let retry: Duration?

        init(_ event: ServerSentEvent) { (name, data, id, retry) = (event.name, event.data, event.id, event.retry) }
    }

    private enum Outcome: Hashable {
        case events([Event], lastEventID: String, reconnectionTime: Duration?)
        case limitExceeded([Event])
    }

    /// The first two bytes say how the rest is cut, and how long an event may be.
    static func faults(in bytes: [UInt8]) -> [String] {
        let stream = bytes.dropFirst(2)
        let size = Int(bytes.first ?? 0) % 16 + 1
        let limit = bytes.dropFirst().first.map { $0 < 128 ? 1 << 20 : Int($0 - 128) } ?? 1 << 20
        let whole = outcome([stream], limit)
        let starts = stride(from: stream.startIndex, to: stream.endIndex, by: size)
        let cut = outcome(starts.map { stream[$0..<min($0 + size, stream.endIndex)] }, limit)
        var faults = whole == cut ? [] : ["in one piece \(whole), in pieces of \(size) \(cut)"]
        if case .events(let events, _, _) = whole, events.reduce(0, { $0 + $1.data.count }) > stream.count {
            faults.append("more data than the stream has: \(events)")
        }
        return faults
    }

    private static func outcome(_ chunks: [ArraySlice<UInt8>], _ limit: Int) -> Outcome {
        var decoder = EventStreamDecoder(limit: limit)
        var events: [Event] = []
        do {
            for chunk in chunks {
                decoder.append(Array(chunk))
                while let event = try decoder.next() { events.append(Event(event)) }
            }
            return .events(events, lastEventID: decoder.lastEventID, reconnectionTime: decoder.reconnectionTime)
        } catch {
            return .limitExceeded(events)
        }
    }
}
