import APIObservability
import APIRuntime
import InMemoryLogging
import Logging
import LoopbackSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct CallLoggingTests {
    private func logger(_ handler: InMemoryLogHandler, level: Logger.Level = .debug) -> Logger {
        var logger = Logger(label: "test") { _ in handler }
        logger.logLevel = level
        return logger
    }

    @Test("a call is a line for each thing that happens, at debug level, without secrets", arguments: TransportKind.allCases)
    func lines(_ transport: TransportKind) async throws {
        let handler = InMemoryLogHandler()
        let echo = "x-request-id: r-1\r\nX-Echo: Bearer \(ObservedCall.secret)\r\n"
        let call = try ObservedCall(
            [
                ObservedCall.answer("503 Busy", headers: "retry-after-ms: 1\r\n"),
                ObservedCall.answer("307 There", headers: "Location: /there?token=\(ObservedCall.secret)\r\n"),
                ObservedCall.answer("200 OK", headers: echo),
            ],
            transport: transport, middleware: [CallLogging(logger: logger(handler))]
        )
        try await call.send()
        let url = call.server.url
        #expect(
            handler.entries.map { "\($0.message)" } == [
                "GET \(url)/v1/pictures?token=<redacted>", "status 503", "again in 0.001 seconds: the server answered status 503",
                "GET \(url)/v1/pictures?token=<redacted>", "status 307", "redirected to /there?token=<redacted>",
                "GET \(url)/there?token=<redacted>", "status 200, request id r-1", "completed with 2 bytes",
            ]
        )
        #expect(handler.entries.allSatisfy { $0.level == .debug })
        let last = try #require(handler.entries.last?.metadata)
        #expect(last["operation"] == "drawPicture")
        #expect(last["attempt"] == "2")
        #expect(last["status"] == "200")
        #expect(handler.entries.contains { $0.metadata["request-id"] == "r-1" })
        #expect(!"\(handler.entries)".contains(ObservedCall.secret))
        #expect("\(handler.entries)".contains("Authorization: <redacted>"))
    }

    @Test("a failure's line has no secret that the server quotes", arguments: TransportKind.allCases)
    func failure(_ transport: TransportKind) async throws {
        let handler = InMemoryLogHandler()
        let body = #"{"error":{"message":"wrong key \#(ObservedCall.secret)"}}"#
        let call = try ObservedCall(
            [ObservedCall.answer("401 No", body)], transport: transport, middleware: [CallLogging(logger: logger(handler))])
        await #expect(throws: APIError.self) { try await call.send() }
        #expect(handler.entries.last?.message == "failed: the server answered status 401: wrong key <redacted>")
        #expect(!"\(handler.entries)".contains(ObservedCall.secret))
    }

    @Test("nothing is written above the logger's level", arguments: TransportKind.allCases)
    func level(_ transport: TransportKind) async throws {
        let handler = InMemoryLogHandler()
        let call = try ObservedCall(
            [ObservedCall.answer("200 OK")], transport: transport, middleware: [CallLogging(logger: logger(handler, level: .info))])
        try await call.send()
        #expect(handler.entries.isEmpty)
    }
}
