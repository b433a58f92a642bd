import APIRuntime
import Foundation
import GoldenShadows
import Testing

/// Schemas named like types of Swift, Foundation, the runtime and the module; parameters named like what a method has of its own.
@Suite struct ShadowsTests {
    @Test func aTypeInsideAnotherHidesNone() throws {
        let module = Module(status2: .up, status: .init(status: .down, all: [.up]), module: .init(module: Module(status2: .down)))
        #expect(module.status?.status == GoldenShadows.Status.down)
        try expectRoundTrip(
            #"{"Status":"up","status":{"status":"down","all":["up"]},"Module":{"module":{"Status":"down"}}}"#, as: Module.self)
    }

    @Test func namesOfTheRuntimeAndOfSwiftAreFree() throws {
        try expectRoundTrip(#"{"at":"2026-01-02T03:04:05Z","url":"https://example.com","data":"Zm94"}"#, as: TaskModel.self)
        try expectRoundTrip(#"{"array":[{"int":1}]}"#, as: ArrayModel.self)
        try expectRoundTrip(#"{"a":"b","c":{"optional":null}}"#, as: DictionaryModel.self)
        try expectRoundTrip(#"{"value":{"value":{}}}"#, as: IndirectModel.self)
        try expectRoundTrip(#"{"value":{"value":"a"}}"#, as: JSONModelModel.self)
        #expect(violations(of: ValidatorModel(value: "a")) == ["/value: must have at least 2 characters, has 1"])
    }

    @Test func parametersAreNamedLikeWhatAMethodHasOfItsOwn() async throws {
        let transport = ScriptedTransport(.json(#"{"id":{}}"#), .init(status: 201), .json(#"{"message":"no"}"#, status: 500))
        let client = GoldenShadowsClient(server: .example, transport: transport)
        let body = Module(status2: .up)
        let answer = try await client.collide(
            request: "a", self_: "b", answer: "c", client: "d", optionsQuery: .down, body: "e", headers: "f", form: "g", server: "h",
            requestHeader: "i", in: "j", filterIn: ["k"], filterInQuery: ["l", "m"], body)
        #expect(answer == .ok(ResultModel(id: UUIDModel())))
        #expect(try await client.collide(request: "a", self_: "b", answer: "c", form2: .init(form: "x")) == .created)
        #expect(
            await transport.sent == [
                "POST https://example.com/base/a/b/c?client=d&options=down&body=e&headers=f&form=g&server=h&in=j&filter%5Bin%5D=k&filter%5Bin%5D%5B%5D=l&filter%5Bin%5D%5B%5D=m\naccept: application/json\ncontent-type: application/json\nrequest: i\n\n{\"Status\":\"up\"}",
                "POST https://example.com/base/a/b/c\naccept: application/json\ncontent-type: application/x-www-form-urlencoded\n\nform=x",
            ])
        do {
            _ = try await client.collide(request: "a", self_: "b", answer: "c", body)
            Issue.record("500 is a failure")
        } catch {
            #expect(error.body(as: ErrorModel.self) == ErrorModel(message: "no"))
        }
    }
}
