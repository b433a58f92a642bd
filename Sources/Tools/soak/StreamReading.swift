import APIRuntime
import Foundation
import GatewayImages

/// What came of a stream.
struct StreamOutcome {
    /// What the gateway calls the stream, nil where no head came.
    var id: String?
    /// Events that came, an error among them.
    var events = 0
    var ending = StreamPlan.Ending.complete
    var error = ""
}

extension StreamPlan {
    /// Reads the stream as planned.
    func read(over gateway: ImageGateway) async -> StreamOutcome {
        guard case .cancelled(let time) = departure else { return await outcome(gateway) }
        let reading = Task { await outcome(gateway) }
        try? await Task.sleep(for: time)
        reading.cancel()
        return await reading.value
    }

    private func outcome(_ gateway: ImageGateway) async -> StreamOutcome {
        var outcome = StreamOutcome()
        var events = gateway.streamImage(order, options: options).makeAsyncIterator()
        do throws(APIError) {
            while let event = try await events.next() {
                outcome.events += 1
                if !Self.isWhole(event) {
                    outcome.ending = .other("an event without its picture")
                    break
                }
                if case .after(outcome.events) = departure {
                    outcome.ending = .left
                    break
                }
            }
        } catch {
            outcome.ending = Ending(error)
            if outcome.ending == .errorEvent { outcome.events += 1 }
            outcome.error = error.description
        }
        // What is no stream has no events that the gateway could have counted.
        if outcome.ending != .undecodable { outcome.id = events.head?.requestID }
        return outcome
    }

    /// Whether an event has the picture that it is about.
    private static func isWhole(_ event: ImageEvent) -> Bool {
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        return switch event {
        case .partialImage(let picture): picture.b64JSON?.starts(with: signature) ?? false
        case .completed(let picture): picture.b64JSON?.starts(with: signature) ?? false
        case .unrecognized(let event): event.type == "image_generation.sparkle"
        }
    }

    /// What is wrong with an outcome, nil where nothing is.
    func complaint(about outcome: StreamOutcome) -> String? {
        guard endings.contains(outcome.ending) else {
            return "\(self.title) ended as \(outcome.ending) after \(outcome.events) events: \(outcome.error)"
        }
        if outcome.ending == .complete, let events, events != outcome.events {
            return "\(self.title) has \(events) events, and \(outcome.events) came"
        }
        return nil
    }

    /// The plan in words, for a complaint.
    var title: String { "a stream of \(pictures) × \(partials + 1) events (\(faults.isEmpty ? name : faults))" }
}

extension StreamPlan.Ending {
    init(_ error: APIError) {
        switch error {
        case .cancelled: self = .left
        case .streamCut: self = .cut
        case .timeout(let timeout): self = .timeout(timeout.part)
        case .documentedStatus(let failure): self = .status(failure.head.status)
        case .redirect: self = .redirect
        case .undecodable: self = .undecodable
        case .errorEvent: self = .errorEvent
        default: self = .other("another error")
        }
    }
}
