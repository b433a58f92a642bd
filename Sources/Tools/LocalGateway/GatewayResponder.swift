import Foundation
import HTTPTypes
import Hummingbird

/// Answers every request: finds its route, checks method and credential, and turns a refusal into the gateway's error object.
struct GatewayResponder: HTTPResponder {
    private let configuration: LocalGateway.Configuration
    private let pictures: PictureStore
    private let faultPlan: FaultPlan

    init(_ configuration: LocalGateway.Configuration) {
        self.configuration = configuration
        pictures = PictureStore(limit: configuration.keptPictures)
        faultPlan = FaultPlan(configuration.faults, calls: configuration.faultyCalls)
    }

    /// Every answer passes through here, so what shall happen to any answer belongs here.
    func respond(to request: Request, context: GatewayContext) async throws -> Response {
        var call = Call(authority: request.head.authority ?? "")
        if isGood(request) { call.faults = await faultPlan.next() }
        var response: Response
        do {
            call.faults += try [Fault](askedForIn: request.headers)
            try await Task.sleep(for: call.faults.latency)
            response = try await answer(request, &call)
        } catch let failure as GatewayFailure {
            response = try call.response(to: failure)
        } catch {
            response = try call.response(
                to: GatewayFailure(status: .internalServerError, code: "internal_error", message: "the local gateway failed: \(error)")
            )
        }
        response.headers[.requestID] = call.id
        response = response.with(call.faults, context.channel)
        configuration.log?(
            "\(request.method.rawValue) \(request.uri.path) \(response.status.code) \(call.milliseconds) ms \(call.id)"
        )
        return response
    }

    /// Whether a call is one that nothing but a fault keeps from being served.
    private func isGood(_ request: Request) -> Bool {
        guard request.method == .post, Route(path: request.uri.path)?.method == .post else { return false }
        return (try? BearerToken.check(request.headers[.authorization], against: configuration.key)) != nil
    }

    private func answer(_ request: Request, _ call: inout Call) async throws -> Response {
        guard let route = Route(path: request.uri.path) else { throw GatewayFailure.unknownPath }
        guard request.method == route.method else {
            throw GatewayFailure(
                status: .methodNotAllowed,
                code: "method_not_allowed",
                message: "this path takes \(route.method.rawValue), not \(request.method.rawValue)",
                headers: [.allow: route.method.rawValue]
            )
        }
        if case .picture(let name) = route {
            return try await PictureRoute(pictures: pictures).respond(name)
        }
        try BearerToken.check(request.headers[.authorization], against: configuration.key)
        guard !call.authority.isEmpty else {
            throw GatewayFailure(status: .badRequest, code: "invalid_request", message: "the Host header is required")
        }
        if let failure = call.faults.failure { throw failure }
        if let answer = call.faults.answer { return answer }
        let body = RequestBodyReader(request: request, maximumBytes: configuration.maximumBodyBytes)
        switch route {
        case .generations: return try await generations(body, .gateway, &call)
        case .azureGenerations: return try await generations(body, .azure, &call)
        default: return try await VariationRoute(pictures: pictures).respond(to: body, &call)
        }
    }

    private func generations(_ body: RequestBodyReader, _ family: APIFamily, _ call: inout Call) async throws -> Response {
        let fields = try await body.json()
        call.requestType = "image_generation"
        if (try? fields.flag("stream")) == true { call.requestType = "image_generation_stream" }
        let name = try fields.requiredText("model")
        call.modelRequested = name
        let model = try family == .azure ? ModelName(azure: name) : ModelName(gateway: name)
        call.provider = model.provider
        let order = try GenerationRequest(fields, family, model: model)
        if order.isStream {
            return GenerationStream(request: order, family: family, call: call, pictures: pictures).response(
                heartbeat: configuration.heartbeat,
                stepDelay: configuration.stepDelay,
                log: configuration.log
            )
        }
        return try await GenerationRoute(family: family, pictures: pictures).respond(to: order, call)
    }
}

extension HTTPField.Name {
    /// The name under which clients look for a request's id.
    static let requestID = HTTPField.Name("x-request-id")!
}
