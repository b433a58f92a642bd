import APIRuntime
import GoldenSchemaRules
import GoldenSchemaRules30
import GoldenWarnings
import Testing

/// Rules that no Swift type has a form for, checked of what is to be sent and of what came.
@Suite struct SchemaRulesTests {
    private func violations<Model: JSONModel>(_ type: Model.Type, _ json: String) throws -> [String] {
        let document = try JSONDocument(parsing: json)
        let model: Model = try document.decode()
        var check = Validator(source: document.root)
        model.validate(&check)
        return check.violations.map(\.description)
    }

    @Test(arguments: [
        (#"{"word": "yes"}"#, []),
        (#"{"word": "no"}"#, [#"/word: must not match {"enum":["never","no"]}"#]),
        (#"{"day": "2026-01-02"}"#, []),
        (#"{"day": "1999-01-02"}"#, [#"/day: must match the pattern ^2, is "1999-01-02""#]),
        (#"{"flag": true, "half": 1.50}"#, []),
        (#"{"flag": false, "half": 1}"#, ["/flag: must be one of true, is false", "/half: must be one of 0.5 or 1.5, is 1"]),
        (#"{"mixed": {"b": [2.0]}}"#, []),
        (#"{"mixed": "b"}"#, [#"/mixed: must be one of "a", 1, null or {"b":[2]}, is "b""#]),
        (#"{"point": {"y": [2, 3], "x": 1.0}, "nothing": null, "anything": [1]}"#, []),
        (#"{"point": {"x": 1}}"#, [#"/point: must be {"x":1,"y":[2,3]}, is {"x":1}"#]),
        (#"{"never": 1}"#, ["/never: is not allowed here"]),
        (#"{"some": [1, "a", 2]}"#, []),
        (#"{"some": [1, 2, 3, "a"]}"#, []),
        (#"{"some": [1, 2, 3, 4]}"#, [#"/some: must have at most 3 items that match {"type":"integer"}, has 4"#]),
        (#"{"some": [1, "a"]}"#, [#"/some: must have at least 2 items that match {"type":"integer"}, has 1"#]),
        (#"{"pair": ["a", 1]}"#, []),
        (#"{"tail": ["a", true]}"#, []),
        (#"{"tail": ["a", 1]}"#, ["/tail/1: must be a boolean, is 1"]),
        (#"{"map": {"a": 1}, "keys": {"abc": "d"}}"#, []),
        (#"{"map": {"b": 1}}"#, [#"/map: must have a property "a""#]),
        (#"{"keys": {"A": "b"}}"#, [#"/keys: has a property "A", whose name must match the pattern ^[a-z]+$, is "A""#]),
        (#"{"besides": {"a": "1", "b": "2"}, "loose": 3, "edge": 9223372036854775807}"#, []),
        (#"{"besides": {"a": "1"}}"#, ["/besides: must have at least 2 properties, has 1"]),
        (#"{"besides": {"a": "1", "b": "2", "c": 3}}"#, ["/besides: must have at most 2 properties, has 3"]),
        (#"{"loose": 2}"#, ["/loose: must be at least 3, is 2"]),
        (#"{"loose": "x"}"#, ["/loose: must have at least 2 characters, has 1"]),
        (#"{"edge": -101}"#, ["/edge: must be at least -100, is -101"]),
    ])
    func aRuleIsCheckedWhereverItStands(json: String, expected: [String]) throws {
        let found = try violations(Values.self, json)
        #expect(found == expected)
    }

    @Test func whatIsToBeSentIsCheckedAsItIsWritten() throws {
        #expect(throws: ValidationError.self) { try Values(word: "no").validate() }
        #expect(throws: ValidationError.self) {
            try Part(a: "1", b: "2").validate(); try Values(besides: Part(a: "1")).validate()
        }
        try Values(word: "yes", besides: Part(a: "1", b: "2")).validate()
    }

    @Test func propertiesThatAreForbiddenAreFoundInWhatCame() throws {
        #expect(try violations(Strict.self, #"{"id": 1}"#) == [])
        #expect(try violations(Strict.self, #"{"id": 1, "a/b": 2}"#) == ["/a~1b: is not allowed here"])
        #expect(try violations(Extended.self, #"{"id": 1, "secret": 2, "name": "x"}"#) == ["/secret: is not allowed here"])
    }

    @Test func aRequiredPropertyWithoutANameIsKeptAndDemanded() throws {
        #expect(try violations(Unnamed.self, #"{"id": 1}"#) == [#"must have a property "secret""#])
        try Unnamed(id: 1, additionalProperties: ["secret": 2]).validate()
    }

    @Test func rulesMayReferToThemselves() throws {
        #expect(try violations(Tree.self, #"{"name": "a", "left": {"name": "b"}}"#) == [])
        #expect(try violations(Tree.self, #"{"name": "a", "left": {"name": "b"}, "right": {"name": "c"}}"#).count == 1)
    }

    @Test func aValueThatFitsTwoAlternativesOfOneOfIsRefused() throws {
        let both = try JSONDocument(parsing: #"{"name": "a", "number": 1}"#)
        let either: Either = try both.decode()
        var check = Validator(source: both.root)
        either.validate(&check)
        #expect(check.violations.map(\.description) == ["must match exactly one of 2 alternatives, matches 2: 1, 2"])
        // What the type keeps of it, and would send, fits one.
        try either.validate()
    }

    @Test func whatOneSideAloneSendsIsDemandedOfThatSide() throws {
        try Account(name: "Ada", password: "secret").validate()
        #expect(throws: ValidationError.self) { try Account(id: 1, name: "Ada").validate() }
        #expect(try violations(Account.self, #"{"id": 1, "name": "Ada"}"#) == [])
        #expect(try violations(Account.self, #"{"name": "Ada"}"#) == [#"must have a property "id""#])
    }

    @Test func anAnswerHasWhatARequestHasNot() async throws {
        let transport = ScriptedTransport(.json(#"{"id": 7, "name": "Ada"}"#), .json(#"{"name": "Ada"}"#))
        let client = GoldenSchemaRulesClient(server: .example, transport: transport, options: CallOptions(validatesResponse: true))
        #expect(try await client.createAccount(Account(name: "Ada", password: "secret")) == Account(id: 7, name: "Ada"))
        let answer = await #expect(throws: APIError.self) { try await client.createAccount(Account(name: "Ada", password: "secret")) }
        #expect(answer?.description == #"invalid response (status 200): 1 rule is broken: must have a property "id""#)
        let request = await #expect(throws: APIError.self) { try await client.createAccount(Account(id: 7, name: "Ada")) }
        #expect(request?.description == #"invalid request: 1 rule is broken: must have a property "password""#)
        #expect(await transport.sent.count == 2)
    }

    @Test func aModelMayBeASchemaItself() throws {
        let text = #"{"type":["object","null"],"properties":{"a":true,"b":{"maxLength":3}},"required":["a"]}"#
        #expect(try violations(Holding.self, "{\"schema\":\(text)}") == [])
        try expectRoundTrip(#"{"schema":{"properties":{"a":true,"b":{"maxLength":3}},"required":["a"]}}"#, as: Holding.self)
        #expect(try violations(Holding.self, #"{"schema": {"required": ["a", "a"], "not": {"minLength": -1}}}"#).count == 2)
    }

    @Test func anchorsAndAddressesAreFollowed() throws {
        #expect(try violations(Anchored.self, #"{"size": 0, "remote": "abcd"}"#).count == 2)
        #expect(Anchored(size: 1, remote: "abc").size == 1)
    }

    @Test func aDynamicReferenceDependsOnTheWay() throws {
        #expect(try violations(Page.self, #"{"items": ["a", 1]}"#) == [])
        #expect(try violations(Book.self, #"{"numbers": {"items": [1, 2]}}"#) == [])
        #expect(try violations(Book.self, #"{"numbers": {"items": [1, "a"]}}"#).count == 1)
    }

    @Test func parametersAndAnswersThatAreNoModelsAreChecked() async throws {
        let transport = ScriptedTransport(.json(#"["a", "bcde", "f"]"#))
        let client = GoldenSchemaRulesClient(server: .example, transport: transport)
        #expect(try await client.listWords(q: "x") == ["a", "bcde", "f"])
        let answer = await #expect(throws: APIError.self) {
            try await client.listWords(options: CallOptions(validatesResponse: true))
        }
        #expect(
            answer?.description
                == "invalid response (status 200): 2 rules are broken: must have at most 2 items, has 3; /1: must have at most 3 characters, has 4"
        )
        let request = await #expect(throws: APIError.self) { try await client.listWords(q: "") }
        #expect(request?.description == #"invalid request: 1 rule is broken: /q: must not match {"const":""}"#)
    }

    @Test func spellingsOf30MeanInRulesWhatTheyMeanElsewhere() throws {
        #expect(try violations(Order.self, #"{"price": 100, "code": null}"#) == [])
        #expect(try violations(Order.self, #"{"price": 101, "code": null}"#).count == 1)
        #expect(try violations(Order.self, #"{"price": 101, "code": "ab"}"#) == [])
    }

    @Test func spellingsOfOlderDraftsAreChecked() throws {
        #expect(try violations(Limits.self, #"{"tuple": ["a"]}"#) == [])
        #expect(try violations(Limits.self, #"{"tuple": ["a", "b"]}"#) == ["/tuple: must have at most 1 item, has 2"])
        #expect(try violations(Limits.self, #"{"list": [1, 2]}"#).count == 2)
    }
}
