import APIRuntime
import Foundation
import LoopbackSupport
import Testing

/// A hand-written client of the shape that the generator writes.
struct PictureAPI: Sendable {
    var client: APIClient

    init(
        _ server: URL,
        _ transport: TransportKind,
        credential: Credential? = .bearer(PictureAPI.secret),
        options: CallOptions = CallOptions(),
        middleware: [any ClientMiddleware] = []
    ) {
        // Most tests are about one attempt.
        var options = options
        options.retries = options.retries ?? .never
        client = APIClient(
            server: server, credential: credential, transport: transport.make(), options: options, middleware: middleware + [SecretWatch()]
        )
    }

    /// Must appear nowhere but on the wire.
    static let secret = "sk-very-secret-0123456789"

    func draw(_ body: PictureRequest, options: CallOptions = CallOptions()) async throws(APIError) -> Picture {
        var request = APIRequest("draw", .post, "/v1/pictures")
        request.body(json: body)
        request.expect(200, "application/json")
        request.failure(400...499, GatewayFailure.self)
        return try await client.send(request, options).json()
    }

    func get(_ path: RequestPath, options: CallOptions = CallOptions()) async throws(APIError) -> Picture {
        var request = APIRequest("get", .get, path)
        request.expect(200, "application/json")
        request.failure(400...599, GatewayFailure.self)
        return try await client.send(request, options).json()
    }

    func stream(options: CallOptions = CallOptions()) -> EventStream<PictureEvent> {
        var request = APIRequest("stream", .post, "/v1/pictures")
        request.body(json: PictureRequest(prompt: "a fox"))
        request.expect(200, "text/event-stream")
        request.failure(400...499, GatewayFailure.self)
        return client.events(request, options)
    }
}

/// Sees that nothing that a call reports of itself has the secret in it.
private struct SecretWatch: ClientMiddleware {
    func observe(_ event: CallEvent) { expectNoSecret(in: event) }
}

struct PictureRequest: JSONCodable, Hashable {
    var prompt: String
    var n: Int?

    init(prompt: String, n: Int? = nil) {
        self.prompt = prompt
        self.n = n
    }

    init(json: JSONView) throws {
        var object = try json.object()
        prompt = try object.required("prompt")
        n = try object.optional("n")
    }

    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.write("prompt", prompt)
        json.write("n", n)
        json.endObject()
    }

    func validate(_ check: inout Validator) {
        check.string("prompt", prompt, minLength: 1)
        check.number("n", n, minimum: 1, maximum: 10)
    }
}

struct Picture: JSONCodable, Hashable {
    var name: String
    var size: Int?

    init(name: String, size: Int? = nil) {
        self.name = name
        self.size = size
    }

    init(json: JSONView) throws {
        var object = try json.object()
        name = try object.required("name")
        size = try object.optional("size")
    }

    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.write("name", name)
        json.write("size", size)
        json.endObject()
    }

    func validate(_ check: inout Validator) {
        check.number("size", size, minimum: 1)
    }
}

struct GatewayFailure: JSONCodable, Hashable {
    var code: String?
    var message: String

    init(json: JSONView) throws {
        var object = try json.object()
        let error: Inner = try object.required("error")
        code = error.code
        message = error.message
    }

    func write(to json: inout JSONWriter) {}

    private struct Inner: JSONDecodable {
        let code: String?
        let message: String
        init(json: JSONView) throws {
            var object = try json.object()
            code = try object.optional("code")
            message = try object.required("message")
        }
    }
}

enum PictureEvent: StreamEvent, Hashable {
    case partial(Picture)
    case completed(Picture)
    case unrecognized(ServerSentEvent)

    init(_ event: ServerSentEvent) throws {
        switch event.type {
        case "partial": self = .partial(try event.json())
        case "completed": self = .completed(try event.json())
        case "error": throw event.failure(GatewayFailure.self)
        default: self = .unrecognized(event)
        }
    }

    static let finalEvents = ["completed"]

    func validate(_ check: inout Validator) {
        switch self {
        case .partial(let picture), .completed(let picture): check.model(picture)
        case .unrecognized: break
        }
    }
}
