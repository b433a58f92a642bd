import APIRuntime
import GoldenObjects
import Testing

@Suite struct ObjectsTests {
    @Test func readsAndWritesNestedObjects() throws {
        try expectRoundTrip(
            #"{"name":"Ada","age":36,"home":{"street":"A 1","city":{"name":"Rome","postcode":"00100"}},"work":{"street":"B 2"},"note":{"text":"x"}}"#,
            as: Person.self
        )
        try expectRoundTrip(#"{"name":"Ada","home":{"street":"A 1"}}"#, as: Person.self)
        try expectRoundTrip("{}", as: Empty.self)
    }

    @Test func isMadeOfTheSameParts() throws {
        let made = Person(name: "Ada", home: .init(street: "A 1", city: .init(name: "Rome")), work: Address(street: "B 2"))
        #expect(try encoded(made) == #"{"name":"Ada","home":{"street":"A 1","city":{"name":"Rome"}},"work":{"street":"B 2"}}"#)
    }

    @Test func refusesWhatIsMissingOrOfAnotherKind() {
        #expect(refusal(of: #"{"name":"Ada"}"#, as: Person.self) == "/home: required, but absent (at byte 0)")
        #expect(
            refusal(of: #"{"name":"Ada","home":{"street":1}}"#, as: Person.self)
                == "/home/street: expected a string, found a number (at byte 31)")
        #expect(refusal(of: "[]", as: Empty.self) == "expected an object, found an array (at byte 0)")
    }
}
