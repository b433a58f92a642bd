import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// One call, and what is known about it by now.
struct Call: Sendable {
    /// Goes out as `x-request-id`, and as `event_id` of an error: so a line of the log, an answer and an error are matched.
    let id = "req_" + RandomName.make()
    /// Host and port as the caller knows them.
    let authority: String
    var requestType: String?
    var provider: String?
    var modelRequested: String?
    /// What goes wrong with it on purpose.
    var faults: [Fault] = []
    private let start = ContinuousClock.now

    init(authority: String) { self.authority = authority }

    var milliseconds: Int {
        let passed = (ContinuousClock.now - start).components
        return Int(passed.seconds) * 1_000 + Int(passed.attoseconds / 1_000_000_000_000_000)
    }

    func extraFields(_ model: ModelName, chunk: Int = 0) -> ExtraFields {
        ExtraFields(
            requestType: requestType ?? "",
            provider: model.provider,
            modelRequested: model.requested,
            modelDeployment: model.name,
            latency: milliseconds,
            chunkIndex: chunk
        )
    }

    func response(to failure: GatewayFailure) throws -> Response {
        var response = try Response(status: failure.status, json: errorBody(failure))
        response.headers.append(contentsOf: failure.headers)
        return response
    }

    func errorBody(_ failure: GatewayFailure) -> ErrorBody {
        ErrorBody(
            eventId: id,
            type: failure.type,
            statusCode: failure.status.code,
            error: ErrorBody.Details(
                type: failure.type,
                code: failure.code,
                message: failure.message,
                param: failure.param,
                eventId: id
            ),
            extraFields: ErrorBody.Context(provider: provider, modelRequested: modelRequested, requestType: requestType)
        )
    }
}

extension Response {
    init(status: HTTPResponse.Status = .ok, json: some Encodable) throws {
        let body = try AnswerJSON.encode(json)
        self.init(status: status, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}

/// Names that nobody can guess: 128 random bits.
enum RandomName {
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
