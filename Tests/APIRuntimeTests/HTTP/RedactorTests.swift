import HTTPTypes
import Testing

@testable import APIRuntime

@Suite struct RedactorTests {
    @Test("secrets are taken out of text and bytes, wherever and however often they stand")
    func texts() {
        let redactor = Redactor(secrets: ["key", "longer-key", ""])
        #expect(redactor.text("key, longer-key and keykey") == "<redacted>, <redacted> and <redacted><redacted>")
        #expect(redactor.text("nothing to hide") == "nothing to hide")
        #expect(redactor.bytes(Array("ékey".utf8)) == Array("é<redacted>".utf8))
        #expect(Redactor().text("anything") == "anything")
    }

    @Test(
        "sensitive header fields are known by their names, in any case",
        arguments: [
            "Authorization", "proxy-authorization", "Cookie", "Set-Cookie", "API-Key", "x-api-key", "X-BF-VK", "X-Amz-Security-Token",
            "client-secret",
        ]
    )
    func fields(name: String) throws {
        let fieldName = try #require(HTTPField.Name(name))
        #expect(Redactor().fields([fieldName: "x", .accept: "x"]) == [fieldName: "<redacted>", .accept: "x"])
    }

    @Test("of a target, sensitive query parameters go")
    func target() {
        let redactor = Redactor(secrets: ["hush"])
        #expect(
            redactor.target("/a/hush?key=1&q=hush&n=1&token&sig=") == "/a/<redacted>?key=<redacted>&q=<redacted>&n=1&token&sig=<redacted>")
        #expect(redactor.target("/a") == "/a")
    }
}
