import Foundation
import HTTPTypes
import Hummingbird

/// A call of the two generation routes that is answered as an event stream: for each picture its partial ones, coarse to
/// fine, then the completed one.
struct GenerationStream: Sendable {
    let request: GenerationRequest
    let family: APIFamily
    let call: Call
    let pictures: PictureStore

    func response(heartbeat: Duration?, stepDelay: Duration, log: (@Sendable (String) -> Void)?) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-cache"],
            body: ResponseBody { body in
                var writer = EventWriter(body, heartbeat: heartbeat)
                // Also where the connection broke: whoever counts what came can hold it against this.
                defer { log?("stream \(call.id) \(writer.count) events") }
                try await write(to: &writer, stepDelay: stepDelay)
                try await writer.finish()
            }
        )
    }

    private func write(to writer: inout EventWriter, stepDelay: Duration) async throws {
        var sequence = 0
        for index in 0..<request.count {
            let drawn = request.order.draw(index)
            for step in 0...drawn.partials.count {
                try await writer.pause(stepDelay)
                let event = await event(drawn, picture: index, step: step, sequence)
                try await send(event, to: &writer)
                sequence += 1
            }
        }
    }

    /// Sends an event, or what the call's faults make of it.
    private func send(_ event: ImageEvent, to writer: inout EventWriter) async throws {
        if call.faults.contains(.heartbeats) { try await writer.beatForEver() }
        if call.faults.contains(.unknownEvent) {
            try await writer.send("image_generation.sparkle", Data(#"{"type":"image_generation.sparkle"}"#.utf8))
        }
        if event.type == .completed {
            if call.faults.contains(.noFinalEvent) { return }
            if call.faults.contains(.errorEvent) {
                let failure = GatewayFailure(
                    status: .internalServerError, code: "server_error", message: "the picture is lost (a fault on purpose)")
                return try await writer.send("error", AnswerJSON.encode(call.errorBody(failure)))
            }
        }
        try await writer.send(event.type.rawValue, AnswerJSON.encode(event))
    }

    /// The event for a step of a picture; the last step is the completed picture.
    private func event(_ drawn: DrawnPicture, picture: Int, step: Int, _ sequence: Int) async -> ImageEvent {
        let isCompleted = step == drawn.partials.count
        var event = ImageEvent(
            type: isCompleted ? .completed : .partialImage,
            sequenceNumber: sequence == 0 ? nil : sequence,
            createdAt: Int(Date().timeIntervalSince1970),
            size: request.order.size.rawValue,
            quality: request.qualityName(family),
            background: request.backgroundName,
            outputFormat: OutputFormat.png.rawValue
        )
        let file = isCompleted ? drawn.file : drawn.partials[step]
        switch request.responseFormat {
        case .url: event.url = await pictures.keep(file, for: call.authority)
        case .b64JSON: event.b64Json = file.base64EncodedString()
        }
        if isCompleted {
            event.revisedPrompt = request.revisedPrompt(picture)
            event.usage = request.usage(ofPicture: picture)
        } else if step > 0 {
            event.partialImageIndex = step
        }
        if family == .gateway {
            event.id = call.id.replacing("req_", with: "img_")
            event.extraFields = call.extraFields(request.model, chunk: sequence)
        }
        return event
    }
}
