import APIRuntime
import GoldenPresence
import Testing

@Suite struct PresenceTests {
    @Test func exactlyOneOfThem() {
        #expect(violations(of: Source(name: "n", file: "f")) == [])
        #expect(violations(of: Source(name: "n", link: [])) == [])
        #expect(violations(of: Source(name: "n")) == [#"must have exactly one of "file" and "link[]", has none"#])
        #expect(
            violations(of: Source(name: "n", file: "f", link: ["l"])) == [
                #"must have exactly one of "file" and "link[]", has "file" and "link[]""#
            ])
    }

    @Test func atLeastOneOfThem() {
        #expect(violations(of: Contact()) == [#"must have at least one of "mail" and "phone", has none"#])
        #expect(violations(of: Contact(mail: .null)) == [])
        #expect(violations(of: Contact(mail: "m", phone: "p")) == [])
    }

    @Test func aPropertyWithoutASchemaMayBeDemanded() throws {
        #expect(violations(of: Odd(here: "h", additionalProperties: ["gone": 1])) == [])
        #expect(
            violations(of: Odd(here: "h")) == ["must have at least 2 properties, has 1", #"must have a property "gone""#])
        try expectRoundTrip(#"{"here":"h","gone":[1]}"#, as: Odd.self)
    }

    @Test func oneThatIsAlwaysThereCounts() {
        #expect(violations(of: Always(id: "i")) == [])
        #expect(violations(of: Always(id: "i", name: "n")) == [#"must have exactly one of "id" and "name", has "id" and "name""#])
    }
}
