import APIObservability
import APIRuntime
import InMemoryTracing
import LoopbackSupport
import Testing
import Tracing

@Suite(.timeLimit(.minutes(1))) struct CallTracingTests {
    @Test("a call is one span, which the server is told of in each request", arguments: TransportKind.allCases)
    func span(_ transport: TransportKind) async throws {
        let tracer = InMemoryTracer()
        let call = try ObservedCall(
            [ObservedCall.answer("500 Oops"), ObservedCall.answer("200 OK", headers: "x-request-id: r-1\r\n")],
            transport: transport, middleware: [CallTracing(tracer: tracer)]
        )
        try await tracer.withSpan("parent") { _ in _ = try await call.send() }
        let spans = tracer.finishedSpans
        #expect(spans.map(\.operationName) == ["drawPicture", "parent"])
        let span = try #require(spans.first)
        #expect(span.parentSpanID == spans.last?.spanID)
        #expect(span.kind == .client)
        #expect(span.status == nil)
        #expect(span.events.map(\.name) == ["retry"])
        #expect(
            span.attributes == [
                "http.request.method": "GET", "url.full": "\(call.server.url)/v1/pictures?token=<redacted>", "server.address": "127.0.0.1",
                "server.port": .int64(Int64(call.server.port)), "http.request.body.size": .int64(0),
                "http.response.status_code": .int64(200), "http.request.resend_count": .int64(1), "http.response.body.size": .int64(2),
                "http.response.header.x-request-id": .stringArray(["r-1"]),
            ]
        )
        #expect(call.server.requests.map { $0.values("in-memory-span-id") } == [[span.spanID], [span.spanID]])
        #expect(tracer.activeSpans.isEmpty)
    }

    @Test("a span of a failed call says what went wrong, without secrets", arguments: TransportKind.allCases)
    func failure(_ transport: TransportKind) async throws {
        let tracer = InMemoryTracer()
        let body = #"{"error":{"message":"wrong key \#(ObservedCall.secret)"}}"#
        let call = try ObservedCall(
            [ObservedCall.answer("401 No", body), ""], transport: transport, middleware: [CallTracing(tracer: tracer)])
        await #expect(throws: APIError.self) { try await call.send() }
        await #expect(throws: APIError.self) { try await call.send() }
        let spans = tracer.finishedSpans
        #expect(spans.map(\.status?.code) == [.error, .error])
        #expect(spans.first?.status?.message == "the server answered status 401: wrong key <redacted>")
        #expect(spans.first?.attributes.get("error.type") == "401")
        #expect(spans.last?.attributes.get("error.type") == "connection")
        #expect(spans.last?.attributes.get("http.response.status_code") == nil)
        #expect(!"\(spans)".contains(ObservedCall.secret))
        #expect(tracer.activeSpans.isEmpty)
    }

    @Test("async-http-client makes no spans of its own, which would show keys in the query")
    func ownSpans() async throws {
        let tracer = InMemoryTracer()
        InstrumentationSystem.bootstrap(tracer)
        let call = try ObservedCall([ObservedCall.answer("200 OK")], transport: .asyncHTTP, middleware: [])
        // A time to connect that no other test has, for a client that is made now.
        _ = try await call.send(CallOptions(connectTimeout: .seconds(77)))
        #expect(tracer.finishedSpans.isEmpty)
        #expect(call.server.requests.count == 1)
    }
}
