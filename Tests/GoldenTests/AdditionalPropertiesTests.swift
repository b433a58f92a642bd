import APIRuntime
import GoldenAdditionalProperties
import Testing

@Suite struct AdditionalPropertiesTests {
    @Test func propertiesThatAreNotNamedSurvive() throws {
        try expectRoundTrip(#"{"name":"n","extra":{"deep":[1,null]}}"#, as: Open.self)
        try expectRoundTrip(#"{"name":"n","additionalProperties":"own","extra":1}"#, as: Typed.self)
        try expectRoundTrip(#"{"name":"n","a":{"value":"v"}}"#, as: Models.self)
        try expectRoundTrip(#"{"name":"n","a":null}"#, as: Nulls.self)
    }

    @Test func aPropertyThatIsNamedIsNotAmongThem() throws {
        let value = try decoded(#"{"size":1,"name":"n","other":2}"#, as: Open.self)
        #expect(value == Open(name: "n", size: 1, additionalProperties: ["other": 2]))
    }

    @Test func theirRulesAreChecked() throws {
        #expect(violations(of: Typed(additionalProperties2: ["a": -1])) == ["/a: must be at least 0, is -1"])
        #expect(
            violations(of: Models(additionalProperties: ["a": .init(value: "")])) == ["/a/value: must have at least 1 character, has 0"])
        #expect(violations(of: Nulls(additionalProperties: ["a": "long", "b": .null])) == ["/a: must have at most 2 characters, has 4"])
        #expect(refusal(of: #"{"a":"x"}"#, as: Typed.self) == "/a: expected an integer, found a string (at byte 5)")
    }

    @Test func unevaluatedPropertiesOfASchemaAloneAreTheSame() throws {
        try expectRoundTrip(#"{"counts":{"a":1}}"#, as: Unevaluated.self)
        #expect(Unevaluated(counts: ["a": 1]).counts?["a"] == 1)
        let document = try JSONDocument(parsing: #"{"extra":1}"#)
        var check = Validator(source: document.root)
        try document.decode(Unevaluated.self).validate(&check)
        #expect(check.violations.map(\.description) == ["/extra: is not allowed here"])
    }

    @Test func theySurviveBesideSchemasThatAreTakenIn() throws {
        try expectRoundTrip(#"{"name":"n","a":1}"#, as: Counted.self)
        #expect(Counted(additionalProperties: ["a": 1]).additionalProperties["a"] == 1)
        try expectRoundTrip(#"{"name":"n","a":[1]}"#, as: Anything.self)
        try expectRoundTrip(#"{"name":"n","x-a":"b"}"#, as: Patterns.self)
        #expect(violations(of: Patterns(additionalProperties: ["x-a": 1])).count == 1)
        try expectRoundTrip(#"{"name":"n","size":1,"x-a":"b"}"#, as: ClosedPatterns.self)
        #expect(violations(of: ClosedPatterns(additionalProperties: ["y": 1])).count == 1)
        try expectRoundTrip(#"{"name":"n","city":"c"}"#, as: Conditional.self)
        #expect(violations(of: Conditional(name: "n")).count == 1)
        #expect(violations(of: Conditional(name: "n", additionalProperties: ["city": "c"])) == [])
    }

    @Test func theySurviveBesideAlternatives() throws {
        try expectRoundTrip(#"{"radius":1,"more":2}"#, as: Shape.self)
        try expectRoundTrip(#"{"side":1,"more":2}"#, as: Shape.self)
        try expectRoundTrip(#"{"radius":1,"more":2}"#, as: AnyShape.self)
        try expectRoundTrip(#"{"side":1,"more":2}"#, as: AnyShape.self)
        guard case .square(let square) = try decoded(#"{"side":1,"more":2}"#, as: Shape.self) else {
            Issue.record("a square is read as another shape")
            return
        }
        #expect(square.additionalProperties == ["more": 2])
    }

    @Test func ofAPatternBesideOthersTheyAreWhatTheRuleSays() throws {
        try expectRoundTrip(#"{"counts":{"a":1,"x-a":"b"}}"#, as: Coded.self)
        #expect(violations(of: Coded(counts: ["a": 1, "x-a": "b"])) == [])
        #expect(violations(of: Coded(counts: ["a": "b"])) == ["/counts/a: must be an integer, is a string"])
        #expect(violations(of: Coded(counts: ["x-a": 1])) == ["/counts/x-a: must be a string, is 1"])
    }

    @Test func ofOnePatternAloneTheyAreAMap() throws {
        let maps = Maps(words: ["a": 1], models: ["b": Circle(radius: 2)])
        #expect(try encoded(maps) == #"{"words":{"a":1},"models":{"b":{"radius":2}}}"#)
        try expectRoundTrip(#"{"words":{"a":1},"models":{"b":{"radius":2}},"several":{"a":1,"b":"x"}}"#, as: Maps.self)
        #expect(violations(of: maps) == [])
        #expect(violations(of: Maps(words: ["A": 1])).count == 1)
        #expect(violations(of: Maps(words: ["a": 10])).count == 1)
    }

    @Test func elsewhereTheyAreLeftOut() throws {
        #expect(try encoded(try decoded(#"{"name":"n","extra":1}"#, as: Unsaid.self)) == #"{"name":"n"}"#)
        #expect(try encoded(try decoded(#"{"name":"n","extra":1}"#, as: Closed.self)) == #"{"name":"n"}"#)
    }
}
