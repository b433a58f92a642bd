import Foundation

/// Holds the events that came against those that the gateway says it sent, stream by stream, and counts what is open.
final class Ledger: @unchecked Sendable {
    private struct Receipt {
        let events: Int
        let isAll: Bool
        let title: String
    }

    private let lock = NSLock()
    private var sent: [String: Int] = [:]
    private var received: [String: Receipt] = [:]
    private var found: [String] = []
    private var counts: [String: Int] = [:]
    private var events = 0
    private var matched = 0

    /// What is left to say once a pass is over. What the ledger holds of single streams is not the program's to be measured.
    struct Summary {
        /// Everything that broke a promise.
        let complaints: [String]
        /// How many streams there were, by what went wrong with them.
        let streams: [(name: String, count: Int)]
        let events: Int
        let matched: Int
    }

    var summary: Summary {
        lock.withLock {
            let streams = counts.sorted { $0.key < $1.key }.map { (name: $0.key, count: $0.value) }
            return Summary(complaints: found, streams: streams, events: events, matched: matched)
        }
    }

    /// Streams of which the gateway has not said what it sent.
    var unmatched: [String] { lock.withLock { received.map { "\($0.key): \($0.value.title)" }.sorted() } }

    func complain(_ text: String) {
        lock.withLock { found.append(text) }
    }

    /// Takes a line of the gateway's log.
    func hear(_ line: Substring) {
        let words = line.split(separator: " ")
        guard words.count == 4, words[0] == "stream", let count = Int(words[2]) else { return }
        lock.withLock {
            sent[String(words[1])] = count
            match(String(words[1]))
        }
    }

    /// Takes what came of a stream.
    func enter(_ outcome: StreamOutcome, of plan: StreamPlan) {
        lock.withLock {
            counts[plan.name, default: 0] += 1
            events += outcome.events
            if let complaint = plan.complaint(about: outcome) { found.append(complaint) }
            // What was no stream has no events to count.
            guard let id = outcome.id else { return }
            received[id] = Receipt(events: outcome.events, isAll: plan.readsAll, title: plan.title)
            match(id)
        }
    }

    private func match(_ id: String) {
        guard let count = sent[id], let receipt = received[id] else { return }
        sent[id] = nil
        received[id] = nil
        matched += 1
        let isRight = receipt.isAll ? receipt.events == count : receipt.events <= count
        if !isRight { found.append("\(receipt.title), \(id): the gateway sent \(count) events, and \(receipt.events) came") }
    }
}
