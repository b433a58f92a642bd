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

    @Test("of a secret that was cut, no more than three characters are left")
    func cut() {
        let redactor = Redactor(secrets: ["sk-very-secret", "Bearer sk-very-secret"])
        #expect(redactor.text("is \"Bearer sk-very-se…\", not \"sk-v…\"") == "is \"<redacted>…\", not \"<redacted>…\"")
        #expect(redactor.text("ask…, more…, sk-…") == "ask…, more…, sk-…")
        func start(_ text: String, limit: Int, isWhole: Bool) -> String {
            String(decoding: redactor.start(BodyStart(bytes: Array(text.utf8), isWhole: isWhole), limit: limit), as: UTF8.self)
        }
        #expect(start("wrong key sk-very-secret", limit: 23, isWhole: true) == "wrong key ")
        #expect(start("wrong key sk-very-secret", limit: 24, isWhole: true) == "wrong key <redacted>")
        #expect(start("wrong key sk-very", limit: 100, isWhole: false) == "wrong key ")
        #expect(start("wrong key sk-very", limit: 100, isWhole: true) == "wrong key sk-very")
        #expect(start("no access", limit: 9, isWhole: false) == "no acces")
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

    @Test(
        "secrets are found however JSON spells them",
        arguments: [
            (
                #"abc+def/ghi=="#,
                [#"abc+def/ghi=="#, #"abc\u002Bdef/ghi=="#, #"abc\u002bdef\/ghi\u003d="#, #"\u0061bc+def\u002Fghi=\u003D"#]
            ),
            (#"p"a\s"#, [#"p"a\s"#, #"p\"a\\s"#, #"p\u0022a\u005Cs"#]),
            ("pä🦊\ts", ["pä🦊\ts", #"p\u00e4\uD83E\udd8a\ts"#]),
        ]
    )
    func escapes(secret: String, spellings: [String]) {
        let redactor = Redactor(secrets: [secret])
        for spelling in spellings {
            #expect(redactor.text("{\"a\":\"\\n\(spelling)\",\"b\":\"\(spelling)\"}") == "{\"a\":\"\\n<redacted>\",\"b\":\"<redacted>\"}")
            #expect(redactor.text(String(spelling.dropLast())) == String(spelling.dropLast()), "less is no secret")
        }
        #expect(redactor.text(#"\u00"#) == #"\u00"#)
        #expect(redactor.text(#"abc\"#) == #"abc\"#)
    }

    @Test("a message does not have the secret that its JSON hid")
    func message() throws {
        let body = Redactor(secrets: ["abc+def"]).bytes(Array(#"{"message":"wrong key abc\u002Bdef"}"#.utf8))
        #expect(ServerMessage.find(in: body, mediaType: nil) == "wrong key <redacted>")
    }

    @Test("secrets are found as JSON spells them, and those of a query as they were given too")
    func spellings() {
        #expect(Redactor(secrets: ["a/b"]).text(#"{"key":"a\/b","other":"a/b"}"#) == #"{"key":"<redacted>","other":"<redacted>"}"#)
        #expect(Redactor.secrets(inQuery: "n=1&access_token=a%2Fb&token=x") == ["a%2Fb", "a/b", "x", "x"])
    }
}
