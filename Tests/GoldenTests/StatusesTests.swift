import APIRuntime
import Foundation
import GoldenStatuses
import Testing

@Suite struct StatusesTests {
    private func client(_ answer: ScriptedTransport.Answer) -> GoldenStatusesClient {
        GoldenStatusesClient(server: .example, transport: ScriptedTransport(answer))
    }

    @Test func tellsAnswersByTheirStatus() async throws {
        #expect(try await client(.json(#"{"id":1}"#)).startJob() == .ok(Job(id: 1)))
        #expect(try await client(.init(status: 201, contentType: "text/plain", body: "soon")).startJob() == .created("soon"))
        #expect(try await client(.init(status: 204)).startJob() == .noContent)
        #expect(try await client(.init(status: 250, body: "x")).startJob() == .success(Data("x".utf8)))
        #expect(try await client(.init(status: 202)).changeJobs() == .accepted)
        #expect(try await client(.json(#""odd""#, status: 299)).changeJobs() == .status299("odd"))
    }

    @Test func acceptsWhatAnyOfThemIs() async throws {
        let transport = ScriptedTransport(.init(status: 204))
        _ = try await GoldenStatusesClient(server: .example, transport: transport).startJob()
        #expect(
            await transport.sent == ["POST https://example.com/base/jobs\naccept: application/json, text/plain, application/octet-stream"])
    }

    @Test func anExactStatusGoesBeforeARangeAndARangeBeforeTheRest() async throws {
        let conflict = await #expect(throws: APIError.self) {
            try await client(.json(#"{"existing":{"id":7}}"#, status: 409)).startJob()
        }
        #expect(conflict?.body(as: Conflict.self) == Conflict(existing: Job(id: 7)))
        let problem = await #expect(throws: APIError.self) { try await client(.json(#"{"message":"m"}"#, status: 503)).startJob() }
        #expect(problem?.body(as: Problem.self) == Problem(message: "m"))
        let gone = await #expect(throws: APIError.self) { try await client(.init(status: 410)).startJob() }
        guard case .documentedStatus(let failure) = gone else { return #expect(Bool(false), "\(String(describing: gone))") }
        #expect(failure.head.status == 410)
        #expect(failure.body == nil)
        let other = await #expect(throws: APIError.self) { try await client(.init(status: 302)).startJob() }
        guard case .documentedStatus = other else { return #expect(Bool(false), "\(String(describing: other))") }
    }

    @Test func aDefaultAloneIsTheSuccessAndTheFailure() async throws {
        #expect(try await client(.json(#"[{"id":1}]"#, status: 206)).listJobs() == [Job(id: 1)])
        let error = await #expect(throws: APIError.self) { try await client(.json(#"[{"id":2}]"#, status: 500)).listJobs() }
        #expect(error?.body(as: [Job].self) == [Job(id: 2)])
    }

    @Test func aStatusThatIsNotDescribedIsAnError() async throws {
        let error = await #expect(throws: APIError.self) { try await client(.init(status: 500, body: "x")).deleteJobs() }
        guard case .undocumentedStatus(let failure) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(failure.bytes == Array("x".utf8))
        let typed = await #expect(throws: APIError.self) { try await client(.json(#"{"reason":"r"}"#, status: 400)).deleteJobs() }
        #expect(typed?.body(as: DeleteJobsError.self) == DeleteJobsError(reason: "r"))
    }

    @Test func whereNothingIsDescribedAnySuccessIsOne() async throws {
        try await client(.init(status: 200, body: "whatever")).replaceJobs()
        try await client(.init(status: 204)).replaceJobs()
        let error = await #expect(throws: APIError.self) { try await client(.init(status: 404)).replaceJobs() }
        guard case .undocumentedStatus(let failure) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(failure.head.status == 404)
    }
}
