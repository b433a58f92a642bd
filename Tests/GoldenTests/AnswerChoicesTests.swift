import APIRuntime
import Foundation
import GoldenAnswerChoices
import Testing

@Suite struct AnswerChoicesTests {
    private func client(_ status: Int, _ contentType: String?, _ body: String = "") -> GoldenAnswerChoicesClient {
        GoldenAnswerChoicesClient(
            server: .example, transport: ScriptedTransport(.init(status: status, contentType: contentType, body: body)))
    }

    @Test func tellsAnswersOfOneStatusByTheirMediaType() async throws {
        #expect(try await client(200, "video/mp4", "v").getContent() == .mp4(Data("v".utf8)))
        #expect(try await client(200, "IMAGE/webp; q=1", "w").getContent() == .webp(Data("w".utf8)))
        #expect(try await client(200, "application/vnd.note+json", #"{"text":"t"}"#).getContent() == .json(Note(text: "t")))
        // What is none of them is taken for the first, which bytes of any kind can be.
        #expect(try await client(200, nil, "v").getContent() == .mp4(Data("v".utf8)))
    }

    @Test func tellsAnswersByStatusAndMediaType() async throws {
        #expect(try await client(200, "application/json", #"{"text":"t"}"#).getBoth() == .okJSON(Note(text: "t")))
        #expect(try await client(200, "text/plain", "t").getBoth() == .okText("t"))
        #expect(try await client(202, "text/plain", "later").getBoth() == .accepted("later"))
    }

    @Test func oneObjectUnderSeveralNamesIsOneAnswerAndOneBody() async throws {
        for type in ["text/plain; charset=utf-8", "application/json", "text/json"] {
            #expect(try await client(200, type, #"[{"text":"t"}]"#).getForecasts() == [Note(text: "t")])
        }
        let transport = ScriptedTransport(.json("[]"), .init())
        let client = GoldenAnswerChoicesClient(server: .example, transport: transport)
        _ = try await client.getForecasts()
        try await client.addForecast(Note(text: "t"))
        try await client.addForecast(vndNoteJSON: Note(text: "t"))
        let sent = await transport.sent
        #expect(sent[0].contains("accept: application/json, text/json, text/plain"))
        #expect(sent[1].contains("content-type: application/json\n"))
        #expect(sent[2].contains("content-type: application/vnd.note+json"))
    }

    @Test func answersOfOneTypeAreThatType() async throws {
        #expect(try await client(200, "application/json", #"{"text":"a"}"#).putSame() == Note(text: "a"))
        #expect(try await client(201, "application/json", #"{"text":"b"}"#).putSame() == Note(text: "b"))
    }

    @Test func answersOfOneTypeAreReadInTheirOwnWays() async throws {
        for type in ["text/plain", "application/json; charset=utf-8", "text/json"] {
            let answer: Bool = try await client(200, type, "true").getFlag()
            #expect(answer, "\(type)")
        }
        #expect(try await client(200, "application/json", "5").getCount() == 5)
        let created: CreateResponse = try await client(201, "application/json", #"{"id":1}"#).create()
        #expect(created.id == 1)
    }

    @Test func textThatIsSaidToBeJSONIsRead() async throws {
        #expect(try await client(200, "application/json", #""old""#).getState() == .old)
        #expect(try await client(200, "text/plain", "old").getState() == .old)
        #expect(try await client(200, "application/json", "old").getState() == .old)
    }

    @Test func bytesThatAreNoBase64AreTakenAsTheyCame() async throws {
        #expect(try await client(200, "image/png", "Zm94").getPicture() == Data("fox".utf8))
        #expect(try await client(200, "image/png", "\u{89}PNG\r\n").getPicture() == Data("\u{89}PNG\r\n".utf8))
        await #expect(throws: APIError.self) { try await client(200, "image/png", "Zm94*").getPicture() }
    }

    @Test func whereNothingIsSaidOfSecurityTheClientsCredentialIsSent() async throws {
        let transport = ScriptedTransport(.json("true"), .json("true"))
        for credential in [Credential.bearer("t-0123456789"), nil] {
            let client = GoldenAnswerChoicesClient(server: .example, credential: credential, transport: transport)
            #expect(try await client.getFlag())
        }
        let sent = await transport.sent
        #expect(sent.map { $0.contains("authorization: Bearer t-0123456789") } == [true, false])
    }

    @Test func answersThatMayBeNullAreOptional() async throws {
        #expect(try await client(200, "application/json", "null").getPerhaps() == .ok(nil))
        #expect(try await client(200, "application/json", #"{"text":"a"}"#).getPerhaps() == .ok(Note(text: "a")))
        #expect(try await client(202, "application/json", "null").getPerhaps() == .accepted(nil))
        let two = client(202, "application/json", #"[{"text":"a"},{"text":"b"}]"#)
        #expect(try await two.getPerhaps() == .accepted([Note(text: "a"), Note(text: "b")]))
        let error = await #expect(throws: APIError.self) { try await two.getPerhaps(options: CallOptions(validatesResponse: true)) }
        #expect(error?.description == "invalid response (status 202): 1 rule is broken: must have at most 1 item, has 2")
    }

    private func failure(_ status: Int, _ contentType: String?, _ body: String) async -> APIError? {
        await #expect(throws: APIError.self) { try await client(status, contentType, body).getContent() }
    }

    @Test func failuresHaveBodiesOfAnyType() async throws {
        #expect(await failure(400, "application/problem+json", #"{"message":"m"}"#)?.body(as: Problem.self) == Problem(message: "m"))
        #expect(await failure(400, "application/json", #"{"message":"m"}"#)?.body(as: Problem.self) == Problem(message: "m"))
        #expect(await failure(400, "text/plain; charset=utf-8", "no")?.body(as: String.self) == "no")
        #expect(await failure(404, "text/plain", "gone")?.body(as: String.self) == "gone")
        #expect(await failure(406, "application/pdf", "%PDF")?.body(as: Data.self) == Data("%PDF".utf8))
        #expect(await failure(503, "application/json", "[1]")?.body(as: JSONValue.self) == [1])
    }

    @Test func aBodyThatIsNotTheOneDescribedIsUndocumented() async throws {
        for (status, type) in [(404, "text/html"), (406, "text/plain"), (400, "image/png")] {
            let error = await failure(status, type, "<html>")
            guard case .undocumentedStatus(let failure)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
            #expect(failure.bytes == Array("<html>".utf8))
        }
    }

    @Test func anAnswerToHeadHasNoBody() async throws {
        try await client(200, "application/json").headContent()
        let error = await #expect(throws: APIError.self) { try await client(404, "application/json").headContent() }
        guard case .documentedStatus(let failure)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(failure.body == nil)
    }

    @Test func aDefaultIsTheSuccessWhereThereIsNoOther() async throws {
        #expect(try await client(203, "application/json", #"{"text":"a"}"#).getDefault() == Note(text: "a"))
        let error = await #expect(throws: APIError.self) { try await client(500, "application/json", #"{"text":"a"}"#).getDefault() }
        #expect(error?.body(as: Note.self) == Note(text: "a"))
        #expect(try await client(200, "text/plain", "t").putDefault() == "t")
        let problem = await #expect(throws: APIError.self) { try await client(400, "application/json", #"{"message":"m"}"#).putDefault() }
        #expect(problem?.body(as: Problem.self) == Problem(message: "m"))
        let text = await #expect(throws: APIError.self) { try await client(418, "text/plain", "t").putDefault() }
        #expect(text?.body(as: String.self) == "t")
    }

    @Test func aRedirectionIsTheSuccessWhereThereIsNoOther() async throws {
        let transport = ScriptedTransport(.init(status: 302, headers: [("Location", "https://example.com/x")]))
        let headers = ResponseHeaders<GetRedirectHeaders>()
        try await GoldenAnswerChoicesClient(server: .example, transport: transport).getRedirect(headers: headers)
        #expect(try headers.read()?.location == URL(string: "https://example.com/x"))
        await #expect(throws: APIError.self) { try await client(200, nil).getRedirect() }
    }

    @Test func contentOfAnAnswerWithoutBodyIsNotRead() async throws {
        try await client(204, nil).deleteNothing()
        try await client(200, nil).postNothing()
        try await client(299, nil, "x").getNothing()
        for status in [400, 500] {
            let error = await #expect(throws: APIError.self) { try await client(status, "text/plain", "t").postNothing() }
            #expect(error?.body(as: String.self) == "t")
        }
    }

    @Test func formatsThatAreNotReadAreBytesAndText() async throws {
        #expect(try await client(200, "multipart/mixed; boundary=b", "--b--").getParts() == Data("--b--".utf8))
        #expect(try await client(200, "application/x-www-form-urlencoded", "text=a").postParts() == "text=a")
    }
}
