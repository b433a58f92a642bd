import APIRuntime
import GoldenFreeRules
import Testing

@Suite struct FreeRulesTests {
    @Test func checksWhatNoTypeHasAFormFor() {
        #expect(violations(of: Order(kind: "slow", code: "1")) == [])
        #expect(violations(of: Order(kind: "fast", holder: "Ada")) == [])
        #expect(violations(of: Order(kind: "fast")).count == 1)
        #expect(violations(of: Order(card: "1")).count == 1)
        #expect(violations(of: Order(card: "1", holder: "Ada", code: "2")).count == 1)
        #expect(violations(of: Express(code: "2")).count == 1)
        #expect(violations(of: Express(kind: "fast", code: "2")).count == 2)
    }

    @Test func checksPropertiesWithoutNames() throws {
        try expectRoundTrip(#"{"id":"a","x-\"1\"":2}"#, as: Labels.self)
        #expect(violations(of: Labels(additionalProperties: ["x-\"1\"": "a"])).count == 1)
        #expect(violations(of: Labels(additionalProperties: ["much too long": 1])).count == 1)
        #expect(violations(of: Labels(additionalProperties: ["short": "a"])) == [])
    }

    @Test func checksWhatAPropertyBringsWithIt() {
        #expect(violations(of: Payment(address: "a")) == [])
        #expect(violations(of: Payment(card: "1", address: "abc")) == [])
        #expect(violations(of: Payment(card: "1")).count == 1)
        #expect(violations(of: Payment(card: "1", address: "a")).count == 1)
    }

    @Test func checksOneRuleOrTheOther() {
        #expect(violations(of: Parcel(weight: 40, form: "a")) == [])
        #expect(violations(of: Parcel(weight: 40)).count == 1)
        #expect(violations(of: Parcel(weight: 20)) == [])
        #expect(violations(of: Parcel(weight: 20, form: "a")).count == 1)
    }

    @Test func keepsPropertiesThatAPatternNames() throws {
        let kept = #"{"id":"a","x-1":2}"#
        try expectRoundTrip(kept, as: Closed.self)
        #expect(violations(of: try decoded(kept, as: Closed.self)) == [])
        #expect(violations(of: try decoded(#"{"id":"a","x-1":"b"}"#, as: Closed.self)).count == 1)
        #expect(violations(of: try decoded(#"{"id":"a","y":2}"#, as: Closed.self)).count == 1)
        let typed = #"{"id":"a","x-1":2,"y":"b"}"#
        try expectRoundTrip(typed, as: Typed.self)
        #expect(violations(of: try decoded(typed, as: Typed.self)) == [])
        #expect(violations(of: try decoded(#"{"id":"a","x-1":"b","y":2}"#, as: Typed.self)).count == 2)
    }
}
