import Foundation
import Hummingbird
import Logging
import NIOCore

/// The server of these figures, in a process of its own, so that its work is not counted: reads uploads and throws them away, and sends
/// as many events as the path says.
struct WireServer {
    /// Serves on a free port, which it prints, until the process is ended.
    static func run() async throws {
        let router = Router()
        router.post("/v1/images/variations") { request, _ in
            for try await _ in request.body {}
            return json()
        }
        router.post("/v1/images/generations") { request, _ in
            for try await _ in request.body {}
            return json()
        }
        router.post("/:events/v1/images/generations") { request, context in
            for try await _ in request.body {}
            return events(try context.parameters.require("events", as: Int.self))
        }
        var logger = Logger(label: "wire-figures")
        logger.logLevel = .critical
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                FileHandle.standardOutput.write(Data("\(channel.localAddress?.port ?? 0)\n".utf8))
            },
            logger: logger
        )
        try await application.run()
    }

    private static func json() -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"data":[]}"#)))
    }

    private static func events(_ count: Int) -> Response {
        let event = ByteBuffer(bytes: WireEvent.bytes(type: "image_generation.partial_image"))
        let last = ByteBuffer(bytes: WireEvent.bytes(type: "image_generation.completed"))
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream"],
            body: ResponseBody { writer in
                for number in 1...max(1, count) { try await writer.write(number == count ? last : event) }
                try await writer.finish(nil)
            })
    }
}

/// An event with a picture.
enum WireEvent {
    static let base64Length = 2 << 20

    static func bytes(type: String) -> [UInt8] {
        Array("event: \(type)\ndata: {\"type\":\"\(type)\",\"b64_json\":\"".utf8) + base64 + Array("\"}\n\n".utf8)
    }

    /// The text of a picture.
    static var base64: Data {
        Data((0..<base64Length / 4 * 3).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }).base64EncodedData()
    }
}
