import APIRuntime
import Foundation
import GoldenDocumentation
import GoldenHostileText
import GoldenNames
import GoldenReferences
import Testing

@Suite struct ReferencesTests {
    @Test func operationsOfOtherFilesAreCalled() async throws {
        let transport = ScriptedTransport(.json(#"{"name":"n","owner":{"pets":[{"name":"m"}]},"collar":{"colour":"red"}}"#))
        let client = GoldenReferencesClient(server: .example, transport: transport)
        let pet = try await client.getPet(id: 1)
        #expect(pet == Pet(name: "n", owner: Owner(pets: [Pet(name: "m")]), collar: .init(colour: "red")))
        #expect(await transport.sent == ["GET https://example.com/base/pets/1\naccept: application/json"])
        let error = await #expect(throws: APIError.self) { try await client.getPet(id: 0) }
        #expect(error?.description == "invalid request: 1 rule is broken: /id: must be at least 1, is 0")
    }

    @Test func anAnswerOfAnotherFileIsTyped() async throws {
        let client = GoldenReferencesClient(server: .example, transport: ScriptedTransport(.json(#"{"message":"m"}"#, status: 404)))
        let error = await #expect(throws: APIError.self) { try await client.getPet(id: 1) }
        #expect(error?.body(as: Problem.self) == Problem(message: "m"))
    }

    @Test func rulesOfAnotherFileHold() {
        #expect(
            violations(of: Holder(pet: Pet(name: "n", tag: "long"), tag: "long")) == [
                "/pet/tag: must have at most 3 characters, has 4", "/tag: must have at most 3 characters, has 4",
            ])
    }
}

@Suite struct DocumentationTests {
    @Test func wordsChangeNothing() async throws {
        try expectRoundTrip(#"{"short":"a","markdown":"b"}"#, as: GoldenDocumentation.Words.self)
        let transport = ScriptedTransport()
        try await GoldenDocumentationClient(server: .example, transport: transport).getNew()
        #expect(await transport.sent == ["GET https://example.com/base/new"])
    }
}

@Suite struct HostileTextTests {
    @Test func textOfTheDescriptionIsTextInThePlacesWhereItIsUsed() throws {
        let keys =
            #"{"a`b":"1","\\(exit(1))":"2","required\"\n":"3","\u202Ereversed":"4","\u200Bzero":"5","":"6","line\u2028break":"7","nul\u0000":"8"}"#
        let value = try decoded(keys, as: TypeWith1.self)
        #expect(value == TypeWith1(aB: "1", exit1: "2", required: "3", reversed: "4", zero: "5", value: "6", lineBreak: "7", nul: "8"))
        #expect(try decoded(try encoded(value), as: TypeWith1.self) == value)
        #expect(TypeWith1.Defaults.exit1 == "\\(exit(1))\"\n\0\u{2028}\u{202E}")
        #expect(violations(of: value) == ["/required\"\n: must be \"\\\"#\\\\(1)\", is \"3\""])
    }

    @Test func valuesOfAnEnumKeepEveryCharacter() {
        let values = [
            "quote\"", "\\(exit(1))", "\"#", "nul\0", "line\nbreak", "\u{2028}", "\u{202E}x", "back\\slash", "`tick`", "*/", "\"\"\"", "\t",
            "\u{E9}", "e\u{301}",
        ]
        // By scalars: to Swift the last two are equal.
        #expect(Hostile.allCases.map { Array($0.rawValue.unicodeScalars) } == values.map { Array($0.unicodeScalars) })
    }

    @Test func aDiscriminatorIsComparedAsItStandsThere() throws {
        let first = ##"{"kind\"\n\\(1)":"\"#\\(1)\u0000","a\"":"x"}"##
        let second = #"{"kind\"\n\\(1)":"*/\u2028","b\\":1}"#
        #expect(try decoded(first, as: Alternatives.self) == .first(First(kind1: "\"#\\(1)\0", a: "x")))
        #expect(try decoded(second, as: Alternatives.self) == .second(Second(kind1: "*/\u{2028}", b: 1)))
        for text in [first, second] {
            let value = try decoded(text, as: Alternatives.self)
            #expect(try decoded(try encoded(value), as: Alternatives.self) == value)
        }
    }

    @Test func aPathAndAQueryAreEncoded() async throws {
        let transport = ScriptedTransport(.json(#""ok""#))
        let client = GoldenHostileTextClient(server: .example, transport: transport)
        #expect(try await client.get1(id: "i", a1: "\"\\1#\"#\"##") == "ok")
        #expect(
            await transport.sent == [
                "GET https://example.com/base/quote%22%5C(1)%0A/i/%60tick%60/%C3%BC/%2F?a%22%0A%5C%281%29%60=%22%5C1%23%22%23%22%23%23\naccept: application/json; note=\"\\(1)\""
            ])
    }
}

@Suite struct NamesTests {
    @Test func everyPropertyKeepsItsKey() throws {
        let text =
            #"{"init":"a","self":"b","Self":"c","Type":"d","class":"e","default":"f","in":"g","try":"h","object":"i","json":"j","check":"k","validate":"l","hash":"m","description":"n","hashValue":"o","element":["p"],"a-b":"q","a_b":"r","aB":"s","_id":"t","id":"u","@type":"v","$ref_":"w","+1":1,"-1":-1,"100":100,"1st":"x","é":"y","ñandú":"z","名前":"A","🙂":"B","🙃":"C","URL":"D","userIDs":"E","HTTPServer2Name":"F","b64_json":"G","x-header":"H","String":{"value":"I"},"words":{"value":"J"},"Image-Size":{"value":"K"}}"#
        try expectRoundTrip(text, as: GoldenNames.Words.self)
        let words = try decoded(text, as: GoldenNames.Words.self)
        #expect(
            [words.init_, words.self_, words.class, words.default, words.in, words.b64JSON, words.é, words.名前] == [
                "a", "b", "e", "f", "g", "G", "y", "A",
            ])
        #expect([words.aB, words.aB2, words.aB3, words.id, words.id2] == ["s", "q", "r", "u", "t"])
        #expect(words.imageSize == .init(value: "K"))
    }

    @Test func namesInsideGeneratedCodeAreNotMistakenForProperties() {
        let words = GoldenNames.Words(
            init_: "", self_: "", object: "long", json: "long", check: "long", validate: "long", element: ["long"])
        #expect(violations(of: words).map { $0.split(separator: ":")[0] } == ["/object", "/json", "/check", "/validate", "/element/0"])
    }

    @Test func aCaseAndItsTypeHaveNamesOfTheirOwnWhereThereAreNoCapitals() throws {
        #expect(try decoded(#"{"a":"x"}"#) == 漢字.名(.init(a: "x")))
        #expect(try decoded(#"{"b":"y"}"#) == 漢字.字(漢字.漢字字(b: "y")))
    }

    @Test func namesOfTheMaintainerAreUsed() async throws {
        let value = try decoded(#"{"x":1,"colour":"red"}"#, as: BetterName.self)
        #expect(value == BetterName(chosen: 1, colour: .crimson))
        #expect(BetterName.Hue.allCases == [.crimson, .green])
        let transport = ScriptedTransport()
        let client = Naming(server: .example, transport: transport)
        try await client.fetchName(identifier: "i")
        try await client.postNamesByID(id: "i", body: "b", bodyValue: "v", "text")
        #expect(
            await transport.sent == [
                "GET https://example.com/base/names/i",
                "POST https://example.com/base/names/i?body=b&bodyValue=v\ncontent-type: text/plain\n\ntext",
            ])
    }

    @Test func everyOperationIsThere() async throws {
        let transport = ScriptedTransport()
        let client = Naming(server: .example, transport: transport)
        try await client.self_()
        try await client.type()
        try await client.class()
        try await client.client2()
        try await client.server2()
        try await client.operation1stThing()
        try await client.plus()
        try await client.aB()
        try await client.aB2()
        let paths = await transport.sent.map { $0.replacingOccurrences(of: "GET https://example.com/base", with: "") }
        #expect(paths == ["/self", "/type", "/class", "/client", "/server", "/1", "/symbols", "/a-b", "/a_b"])
    }

    @Test func anOperationMayBeNamedInit() async throws {
        let transport = ScriptedTransport(.json(#"{"a":"b"}"#))
        #expect(try await Naming(server: .example, transport: transport).init_(id: "i", .init(body: "c")) == .init(a: "b"))
        #expect(
            await transport.sent == [
                "PUT https://example.com/base/names/i\naccept: application/json\ncontent-type: application/json\n\n{\"body\":\"c\"}"
            ])
    }

    @Test func typesThatOthersHaveAreNamedApart() throws {
        try expectRoundTrip(#"{"value":"AQ=="}"#, as: DataModel.self)
        try expectRoundTrip(#"{"value":"a"}"#, as: StringModel.self)
        try expectRoundTrip(#"{"value":"a"}"#, as: JSONModelModel.self)
        try expectRoundTrip(#"{"名":{"名":"n"}}"#, as: 日本.self)
        #expect(DefaultsModel.Defaults.value == "a")
        _ = (ImageSize(), ImageSize2(), ImageSize3(), Abc(), ABC(), TypeModel(), SelfModel(), ProtocolModel(), Naming2(), GoldenNames2())
    }
}
