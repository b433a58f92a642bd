import APIRuntime
import Foundation
import GatewayImages
import ToolSupport

struct SoakFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Streams through one transport: a while to warm up, then the time that counts.
struct SoakRun {
    let name: String
    /// One for each pass: URLSession on Linux keeps connections that have ended as long as it lives.
    let makeTransport: @Sendable () -> any Transport
    let program: URL
    let streams: Int
    let seed: UInt64

    /// What is held when nothing runs.
    private struct Rest {
        var heldMemory: Int?
        var residentMemory: Int?
        var descriptors: [String]

        /// By how much more memory is held than before; resident memory stands in where it is not known.
        func growth(since before: Rest) -> Int? {
            if let now = heldMemory, let old = before.heldMemory { return now - old }
            return residentMemory.flatMap { now in before.residentMemory.map { now - $0 } }
        }
    }

    /// Everything that broke a promise.
    func complaints(seconds: Double) async throws -> [String] {
        let warmUp = try await pass(seconds: max(5, seconds / 6), seed: ~seed)
        let before = await rest(nil)
        let summary = try await pass(seconds: seconds, seed: seed)
        let after = await rest(before)
        report(summary, seconds, before, after)
        var complaints = warmUp.complaints + summary.complaints
        if after.descriptors.count > before.descriptors.count {
            let kinds = { (names: [String]) in Dictionary(grouping: names) { $0.prefix { $0 != ":" && $0 != "[" } }.mapValues(\.count) }
            complaints.append("descriptors are left open: before \(kinds(before.descriptors)), after \(kinds(after.descriptors))")
        }
        // What is held grows by some hundred kilobytes at first: the tables of NIO and async-http-client stay as large as they were at their
        // fullest. So the measure is what the process takes.
        if let growth = after.growth(since: before), let resident = before.residentMemory, Double(growth) > Double(resident) * 0.05 {
            complaints.append("memory has grown by more than 5 %, by \(Self.megabytes(growth)) of \(Self.megabytes(resident))")
        }
        return complaints
    }

    /// Keeps so many streams open at once for a while, against a gateway of this pass's own.
    private func pass(seconds: Double, seed: UInt64) async throws -> Ledger.Summary {
        let ledger = Ledger()
        let key = "soak-\(UUID().uuidString)"
        let gateway = try await GatewayProcess(program: program, key: key) { line in
            if line.contains(key) { ledger.complain("the key is in the gateway's log") }
            ledger.hear(line)
        }
        let client = ImageGateway(server: gateway.server, credential: .bearer(key), transport: makeTransport())
        let end = ContinuousClock.now + .seconds(seconds)
        await withDiscardingTaskGroup { group in
            for stream in 0..<streams {
                group.addTask {
                    var random = SeededGenerator(seed: seed &+ UInt64(stream) &* 0x2545_F491_4F6C_DD1D)
                    while ContinuousClock.now < end {
                        let plan = StreamPlan.random(&random)
                        let outcome = await plan.read(over: client)
                        if outcome.error.contains(key) { ledger.complain("the key is in an error: \(outcome.ending)") }
                        ledger.enter(outcome, of: plan)
                    }
                }
            }
        }
        if await !gateway.stop() { ledger.complain("the gateway still had calls half a minute after the last one ended") }
        for stream in ledger.unmatched { ledger.complain("the gateway has not said what it sent in \(stream)") }
        return ledger.summary
    }

    /// What is held once all has come to rest; the gateway has ended, and with it the connections. What takes a moment to be let go
    /// is given it.
    private func rest(_ before: Rest?) async -> Rest {
        var rest = Rest(descriptors: [])
        for _ in 0..<40 {
            try? await Task.sleep(for: .milliseconds(250))
            let now = Rest(
                heldMemory: ProcessFigures.heldMemory, residentMemory: ProcessFigures.residentMemory,
                descriptors: ProcessFigures.descriptors)
            if let before, now.descriptors.count <= before.descriptors.count, (now.heldMemory ?? 0) <= before.heldMemory ?? 0 { return now }
            rest = now
        }
        return rest
    }

    private func report(_ summary: Ledger.Summary, _ seconds: Double, _ before: Rest, _ after: Rest) {
        let streams = summary.streams
        Terminal.output(
            """
            \(name): \(self.streams) streams at once for \(Int(seconds)) s, seed \(seed)
              \(streams.reduce(0) { $0 + $1.count }) streams, \(summary.events) events; of \(summary.matched) streams the gateway's count was compared
              \(streams.map { "\($0.name) \($0.count)" }.joined(separator: ", "))
              memory held \(Self.megabytes(before.heldMemory)) before, \(Self.megabytes(after.heldMemory)) after, \
            \((after.growth(since: before) ?? 0) / max(1, streams.reduce(0) { $0 + $1.count })) bytes for each stream; \
            resident \(Self.megabytes(before.residentMemory)) before, \(Self.megabytes(after.residentMemory)) after; \
            descriptors \(before.descriptors.count) before, \(after.descriptors.count) after
            """)
    }

    private static func megabytes(_ bytes: Int?) -> String {
        bytes.map { "\((Double($0) / 104_857.6).rounded() / 10) MiB" } ?? "unknown"
    }
}
