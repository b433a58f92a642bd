import Foundation
import GatewayImages
import LocalGateway
import LoopbackSupport
import Testing

/// What the client makes of each fault of the local gateway.
@Suite(.timeLimit(.minutes(2))) struct FaultTests {
    private static let order = ImageGenerationRequest(
        model: "openai/gpt-image-1", prompt: "A fox", size: .square256, responseFormat: .b64JSON
    )

    private func calling<Result>(
        _ faults: [String], calls: Int? = nil, _ kind: TransportKind, options: CallOptions = CallOptions(retries: .never),
        _ body: (ImageGateway) async throws -> Result
    ) async throws -> Result {
        var configuration = LocalGateway.Configuration()
        configuration.faults = try faults.map { try #require(Fault($0)) }
        configuration.faultyCalls = calls
        return try await withLocalGateway(configuration) { try await body(ImageGateway($0, kind, options: options)) }
    }

    /// The error of a plain call.
    private func error(_ fault: String, _ kind: TransportKind, options: CallOptions = CallOptions(retries: .never)) async throws
        -> APIError?
    {
        try await calling([fault], kind, options: options) { gateway in
            await failure { () async throws(APIError) in try await gateway.generateImage(Self.order) }
        }
    }

    /// The events of a stream, and its error.
    private func events(
        _ fault: String, _ kind: TransportKind, options: CallOptions = CallOptions(retries: .never)
    ) async throws -> (count: Int, error: APIError?) {
        try await calling([fault], kind, options: options) { gateway in
            var order = Self.order
            order.partialImages = 2
            var count = 0
            do {
                for try await _ in gateway.streamImage(order) { count += 1 }
                return (count, nil)
            } catch let error as APIError {
                return (count, error)
            }
        }
    }

    @Test("refusals are documented failures", arguments: TransportKind.allCases)
    func refusals(_ kind: TransportKind) async throws {
        let limited = try await error("429=7", kind)
        #expect(limited?.response?["retry-after"] == "7")
        #expect(limited?.body(as: GatewayError.self)?.error?.code == "rate_limit_exceeded")
        let overloaded = try await error("503", kind)
        #expect(overloaded?.response?.status == 503)
        #expect(overloaded?.body(as: GatewayError.self)?.error?.code == "overloaded")
        #expect(overloaded?.requestID?.hasPrefix("req_") == true)
    }

    @Test("what passes is tried again", arguments: TransportKind.allCases)
    func retried(_ kind: TransportKind) async throws {
        let options = CallOptions(retries: RetryPolicy(firstWait: .milliseconds(1)))
        let answer = try await calling(["429=0"], calls: 2, kind, options: options) { try await $0.generateImage(Self.order) }
        #expect(answer.data?.count == 1)
    }

    @Test("a redirect and a page of HTML say what they are", arguments: TransportKind.allCases)
    func proxies(_ kind: TransportKind) async throws {
        let redirect = try await error("redirect=http://127.0.0.1:9/x", kind)
        guard case .redirect(let failure) = redirect else {
            Issue.record("\(String(describing: redirect))")
            return
        }
        #expect(failure.location == "http://127.0.0.1:9/x")
        let page = try await error("html", kind)
        #expect(page?.description.hasPrefix("undecodable: the answer is not JSON; status 200") == true)
    }

    @Test("a body that breaks off is a broken connection", arguments: TransportKind.allCases, ["cut=100", "reset=100", "wrong-length=50"])
    func broken(_ kind: TransportKind, _ fault: String) async throws {
        let error = try await error(fault, kind)
        guard case .connection(let failure) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(failure.head?.status == 200)
    }

    @Test("what is announced as shorter is cut there, and is no JSON", arguments: TransportKind.allCases)
    func announcedShorter(_ kind: TransportKind) async throws {
        let error = try await error("wrong-length=-50", kind)
        switch error {
        case .undecodable, .connection: break
        default: Issue.record("\(String(describing: error))")
        }
    }

    @Test("silence and dripping end with the timeouts", arguments: TransportKind.allCases)
    func slow(_ kind: TransportKind) async throws {
        let idle = CallOptions(idleTimeout: .milliseconds(300), retries: .never)
        #expect(try await error("stall=100", kind, options: idle)?.description.hasPrefix("timeout: nothing moved for 0.3 s") == true)
        let total = CallOptions(totalTimeout: .milliseconds(600), retries: .never)
        #expect(try await error("drip=0.01", kind, options: total)?.description.hasPrefix("timeout: the call took longer") == true)
        let head = CallOptions(responseHeadTimeout: .milliseconds(200), retries: .never)
        #expect(try await error("latency=2", kind, options: head)?.description == "timeout: no response within 0.2 s")
    }

    @Test("compressed and divided bodies are whole", arguments: TransportKind.allCases, [["gzip"], ["chunk=7"], ["gzip", "chunk=1000"]])
    func whole(_ kind: TransportKind, _ faults: [String]) async throws {
        let picture = try await calling(faults, kind) { try await $0.generateImage(Self.order) }.data?.first?.b64JSON
        let expected = try await calling([], kind) { try await $0.generateImage(Self.order) }.data?.first?.b64JSON
        #expect(picture != nil)
        #expect(picture == expected)
        #expect(try await events("gzip", kind).count == 3)
    }

    @Test("streams that end badly throw", arguments: TransportKind.allCases)
    func streams(_ kind: TransportKind) async throws {
        let failed = try await events("error-event", kind)
        #expect(failed.count == 2)
        #expect(failed.error?.body(as: GatewayError.self)?.error?.message == "the picture is lost (a fault on purpose)")
        for fault in ["no-final-event", "cut=3000", "reset=3000"] {
            guard case .streamCut = try await events(fault, kind).error else {
                Issue.record("\(fault)")
                continue
            }
        }
        let unknown = try await events("unknown-event", kind)
        #expect(unknown.count == 6)
        #expect(unknown.error == nil)
        let endless = try await events("heartbeats", kind, options: CallOptions(totalTimeout: .milliseconds(500), retries: .never))
        #expect(endless.error?.description.hasPrefix("timeout: the call took longer than 0.5 s") == true)
    }

    @Test("faults are read from their names, and nothing else is")
    func names() {
        for (text, _) in Fault.help {
            let example = text.split(separator: ",")[0].replacing("SECONDS", with: "1").replacing("BYTES", with: "5").replacing(
                "URL", with: "/x")
            #expect(Fault(String(example)) != nil, "\(example)")
        }
        #expect(Fault("wrong-length=-5") == .wrongLength(-5))
        #expect(Fault("503=2") == .unavailable(retryAfter: 2))
        for text in [
            "", "latency", "latency=x", "latency=-1", "latency=nan", "cut=-1", "chunk=0", "html=1", "wrong-length=0", "nonsense=1",
        ] {
            #expect(Fault(text) == nil, "\(text)")
        }
    }
}
