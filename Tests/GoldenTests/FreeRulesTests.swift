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
}
