import APIRuntime
import Foundation
import GatewayImages
import HTTPTypes

/// One stream: what is asked for, what goes wrong with it, and how it has to end.
struct StreamPlan {
    /// The ways for a stream to end.
    enum Ending: Hashable {
        case complete
        /// The reader left, or its task was cancelled.
        case left
        case cut
        case timeout(CallTimeout.Part)
        case status(Int)
        case redirect
        case undecodable
        case errorEvent
        /// None that any plan has.
        case other(String)
    }

    /// What the reader does of its own accord.
    enum Departure {
        case never
        case after(events: Int)
        case cancelled(after: Duration)
    }

    /// What the gateway is asked to do wrong, as `--fault` takes it; empty where all goes well.
    let faults: String
    let pictures: Int
    let partials: Int
    let departure: Departure
    let endings: Set<Ending>
    /// Whether the reader gets every event that the gateway sends. Else it gets no more than that.
    let readsAll: Bool
    var idleTimeout = Duration.seconds(300)
    var totalTimeout: Duration?

    /// The name under which plans are counted.
    var name: String {
        switch departure {
        case .never: faults.isEmpty ? "none" : String(faults.prefix { $0 != "=" })
        case .after: "the reader leaves"
        case .cancelled: "the reader is cancelled"
        }
    }

    /// How many events come, nil where that depends on the fault.
    var events: Int? {
        guard endings == [.complete] else { return nil }
        return pictures * (partials + 1) * (faults == "unknown-event" ? 2 : 1)
    }

    var order: ImageGenerationRequest {
        ImageGenerationRequest(
            model: "openai/gpt-image-1", prompt: "A red fox", n: pictures, size: .square256, responseFormat: .b64JSON,
            partialImages: partials)
    }

    var options: CallOptions {
        var headers: HTTPFields = [:]
        if !faults.isEmpty, let name = HTTPField.Name("X-Fault") { headers[name] = faults }
        return CallOptions(
            connectTimeout: .seconds(120), idleTimeout: idleTimeout, totalTimeout: totalTimeout, retries: .never, headers: headers)
    }
}

extension StreamPlan {
    /// A plan by chance, the same for the same state of the generator.
    static func random(_ random: inout some RandomNumberGenerator) -> StreamPlan {
        let pictures = Int.random(in: 1...2, using: &random)
        let partials = Int.random(in: 0...3, using: &random)
        // Most pictures are larger: what is to break, breaks in the middle of one.
        let bytes = Int.random(in: 0...20_000, using: &random)
        func plan(
            _ faults: String = "", _ endings: Set<Ending> = [.complete], _ departure: Departure = .never, readsAll: Bool = true
        ) -> StreamPlan {
            StreamPlan(
                faults: faults, pictures: pictures, partials: partials, departure: departure, endings: endings, readsAll: readsAll)
        }
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<35: return plan()
        case 35..<40: return plan("latency=\(Double.random(in: 0...0.5, using: &random))")
        case 40..<45: return plan("chunk=\(Int.random(in: 200...5_000, using: &random))")
        case 45..<50: return plan("gzip")
        case 50..<55: return plan("unknown-event")
        // A picture may be smaller.
        case 55..<61: return plan("cut=\(bytes)", [.cut, .complete])
        // A reset overtakes what is still under way.
        case 61..<67: return plan("reset=\(bytes)", [.cut, .complete], readsAll: false)
        case 67..<71: return plan("429=1", [.status(429)])
        case 71..<75: return plan("503", [.status(503)])
        case 75..<78: return plan("redirect=http://127.0.0.1:9/", [.redirect])
        case 78..<81: return plan("html", [.undecodable])
        case 81..<85: return plan("error-event", [.errorEvent], readsAll: false)
        case 85..<88: return plan("no-final-event", [.cut])
        case 88..<94: return plan("", [.left, .complete], .after(events: Int.random(in: 1...3, using: &random)), readsAll: false)
        case 94..<97:
            let time = Duration.milliseconds(Int.random(in: 0...3_000, using: &random))
            return plan("", [.left, .complete], .cancelled(after: time), readsAll: false)
        default: return silent(plan, bytes, &random)
        }
    }

    /// A plan that a timeout ends.
    private static func silent(
        _ plan: (String, Set<Ending>, Departure, Bool) -> StreamPlan, _ bytes: Int, _ random: inout some RandomNumberGenerator
    ) -> StreamPlan {
        let limit = Duration.milliseconds(Int.random(in: 1_000...4_000, using: &random))
        var silent: StreamPlan
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
            silent = plan("stall=\(bytes)", [.timeout(.idle), .complete], .never, false)
            silent.idleTimeout = limit
        case 1:
            silent = plan("drip=0.005", [.timeout(.total)], .never, false)
            silent.totalTimeout = limit
        default:
            silent = plan("heartbeats", [.timeout(.total)], .never, false)
            silent.totalTimeout = limit
        }
        return silent
    }
}

/// SplitMix64: a generator that a seed determines.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
