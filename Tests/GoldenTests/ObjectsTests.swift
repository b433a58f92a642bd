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

    @Test func keepsAPartBehindAReferenceAsAValueOfItsOwn() throws {
        try expectRoundTrip(#"{"outer":{"first":{"alpha":1,"last":2},"inner":{"first":{},"second":{"mu":3}}}}"#, as: Outermost.self)
        #expect(MemoryLayout<Outer>.size <= 3 * MemoryLayout<Int>.size)
        #expect(MemoryLayout<Large>.size >= 25 * MemoryLayout<Int>.size)
        let outer = Outer(first: Large(alpha: 1))
        var copy = outer
        copy.first.alpha = 2
        copy.second = Large()
        #expect(outer == Outer(first: Large(alpha: 1)))
        #expect(copy == Outer(first: Large(alpha: 2), second: Large()))
        copy.second?.alpha = 3
        #expect(copy.second == Large(alpha: 3))
        copy.second = nil
        #expect(copy == Outer(first: Large(alpha: 2)))
        #expect(copy.hashValue == Outer(first: Large(alpha: 2)).hashValue)
    }

    @Test func aPartBehindAReferenceIsDescribedAsTheValueThatItIs() {
        #expect("\(Outermost())" == "Outermost(_outer: nil)")
        let outer = Outer(first: Large(alpha: 1))
        #expect("\(Outermost(outer: outer))" == "Outermost(_outer: \(String(reflecting: outer)))")
        #expect("\(outer)".contains("_first: \(String(reflecting: Large(alpha: 1)))"))
        #expect(Mirror(reflecting: Outermost(outer: outer)).descendant("_outer", 0) is Outer)
    }
}
