import APIObservability
import APIRuntime
import InMemoryLogging
import InMemoryTracing
import Logging
import LoopbackSupport
import MetricsTestKit
import Testing
import Tracing

/// What is written down of calls that go wrong.
@Suite(.timeLimit(.minutes(1))) struct FaultTests {
    private static let secret = ObservedCall.secret

    /// Answers that quote the secret wherever an answer can, each with what comes of it.
    private static let faults: [(answer: String, outcome: String)] = [
        ("", "connection"),
        ("HTTP/1.1 200 OK\r\nX-Echo: \(secret)\r\nContent-Length: 100\r\n\r\n\(secret)", "connection"),
        (ObservedCall.answer("400 \(secret)", #"{"message":"\#(secret)","\#(secret)":1}"#), "status"),
        (ObservedCall.answer("302 \(secret)", headers: "Location: ftp://\(secret):\(secret)@example.com/\(secret)\r\n"), "redirect"),
        (ObservedCall.answer("429 Slow", #"{"error":"\#(secret)"}"#, headers: "Retry-After: 100\r\nx-request-id: \(secret)\r\n"), "status"),
    ]

    @Test("a failure is a line, a span and a count, and none has the secret", arguments: TransportKind.allCases, faults.indices)
    func failure(_ transport: TransportKind, _ index: Int) async throws {
        let (answer, outcome) = Self.faults[index]
        let handler = InMemoryLogHandler()
        var logger = Logger(label: "test") { _ in handler }
        logger.logLevel = .debug
        let tracer = InMemoryTracer()
        let metrics = TestMetrics()
        let server = try RawServer { connection in
            while connection.readRequest() != nil {
                guard !answer.isEmpty else { return }
                connection.send(answer)
                if answer.contains(": 100\r\n\r\n") { return }
            }
        }
        let layers: [any ClientMiddleware] = [CallLogging(logger: logger), CallTracing(tracer: tracer), CallMetrics(factory: metrics)]
        let client = APIClient(
            server: server.url, credential: .bearer(Self.secret), transport: transport.make(),
            options: CallOptions(retries: .never, redirects: .follow()), middleware: layers)
        var request = APIRequest("drawPicture", .post, "/v1/pictures")
        request.body(text: "\(Self.secret)")
        request.expect(200)
        do {
            _ = try await client.send(request)
            Issue.record("no error")
        } catch {
            #expect(!"\(error)".contains(Self.secret))
        }
        #expect(handler.entries.last?.message.description.hasPrefix("failed: ") == true)
        #expect(tracer.finishedSpans.map(\.status?.code) == [.error])
        #expect(tracer.activeSpans.isEmpty)
        let calls = metrics.counters.filter { $0.label == "api.client.calls" }
        #expect(calls.map(\.totalValue) == [1])
        #expect(calls.first?.dimensions.last?.1 == outcome)
        let dimensions = metrics.counters.map(\.dimensions)
        #expect(!"\(handler.entries) \(tracer.finishedSpans) \(dimensions)".contains(Self.secret))
    }
}
