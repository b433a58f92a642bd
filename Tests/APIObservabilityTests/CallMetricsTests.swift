import APIObservability
import APIRuntime
import LoopbackSupport
import MetricsTestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct CallMetricsTests {
    @Test("calls are counted and timed by operation, status and outcome", arguments: TransportKind.allCases)
    func calls(_ transport: TransportKind) async throws {
        let metrics = TestMetrics()
        let answers = [ObservedCall.answer("500 Oops"), ObservedCall.answer("200 OK"), ObservedCall.answer("404 None")]
        let call = try ObservedCall(answers, transport: transport, middleware: [CallMetrics(factory: metrics)])
        try await call.send()
        await #expect(throws: APIError.self) { try await call.send() }
        let completed = [("operation", "drawPicture"), ("status", "200"), ("outcome", "completed")]
        let failed = [("operation", "drawPicture"), ("status", "404"), ("outcome", "status")]
        #expect(try metrics.expectCounter("api.client.calls", completed).totalValue == 1)
        #expect(try metrics.expectCounter("api.client.calls", failed).totalValue == 1)
        #expect(try metrics.expectTimer("api.client.duration", completed).values.count == 1)
        #expect(try metrics.expectTimer("api.client.duration", failed).values.allSatisfy { $0 > 0 })
        #expect(try metrics.expectCounter("api.client.retries", [("operation", "drawPicture")]).totalValue == 1)
        #expect(try metrics.expectCounter("api.client.received.bytes", [("operation", "drawPicture")]).totalValue == 2)
    }

    @Test("a call without an answer has no status", arguments: TransportKind.allCases)
    func noAnswer(_ transport: TransportKind) async throws {
        let metrics = TestMetrics()
        let call = try ObservedCall([""], transport: transport, middleware: [CallMetrics(prefix: "pictures", factory: metrics)])
        await #expect(throws: APIError.self) { try await call.send() }
        let dimensions = [("operation", "drawPicture"), ("status", "none"), ("outcome", "connection")]
        #expect(try metrics.expectCounter("pictures.calls", dimensions).totalValue == 1)
        #expect(try metrics.expectCounter("pictures.retries", [("operation", "drawPicture")]).totalValue == 2)
    }
}
