import APIRuntime
import GoldenAllOf
import Testing

@Suite struct AllOfTests {
    @Test func hasThePropertiesOfAllMembers() throws {
        try expectRoundTrip(
            #"{"kind":"dog","name":"Rex","home":{"street":"A 1","kennel":"B"},"weight":12.5,"barks":true}"#, as: Dog.self)
        let made = Dog(name: "Rex", home: .init(kennel: "B"), weight: 12.5, barks: true)
        #expect(try encoded(made) == #"{"kind":"dog","name":"Rex","home":{"kennel":"B"},"weight":12.5,"barks":true}"#)
        let mother = #"{"kind":"dog","name":"Ada","weight":20,"barks":true}"#
        try expectRoundTrip(#"{"kind":"dog","name":"Rex","weight":2.5,"barks":true,"mother":\#(mother)}"#, as: Puppy.self)
        try expectRoundTrip(#"{"next":{"next":{},"value":1},"value":2}"#, as: Left.self)
    }

    @Test func ofTwoChoicesNoneLosesProperties() throws {
        try expectRoundTrip(#"{"note":"n","card":"c","street":"A 1"}"#, as: Order.self)
        #expect(violations(of: Order(note: "n", additionalProperties: ["street": "A 1", "cash": 5])) == [])
        let noChoice = "must match exactly one of 2 alternatives, matches none, is closest to number 1"
        #expect(violations(of: Order(additionalProperties: ["number": 7])) == [noChoice, #"must have a property "card""#])
        #expect(violations(of: Order(additionalProperties: ["cash": 5])) == [noChoice, #"must have a property "street""#])
    }

    @Test func requiresWhatAnyMemberRequires() {
        #expect(refusal(of: #"{"name":"Rex","weight":1}"#, as: Strict.self) == "/home: required, but absent (at byte 0)")
        #expect(refusal(of: #"{"kind":"dog","name":"Rex","barks":true}"#, as: Dog.self) == "/weight: required, but absent (at byte 0)")
    }

    @Test func annotationsOfAnyMemberCount() throws {
        // Required, but neither is sent both ways.
        let account = try decoded(#"{"id":"a"}"#, as: Account.self)
        #expect(account == Account(id: "a"))
        #expect(try encoded(Account(password: "p")) == #"{"password":"p"}"#)
        #expect(Account.Defaults.limit == 5)
        #expect(Account.Defaults.plan == .free)
    }

    @Test func keepsTheTighterOfTwoRules() {
        #expect(
            violations(of: Dog(kind: "cat", name: "", weight: 91, barks: true)) == [
                #"/kind: must be "dog", is "cat""#, "/name: must have at least 1 character, has 0", "/weight: must be at most 90, is 91",
            ])
        let values = Values(short: "abcdef", count: 10, color: .init(rawValue: "green"), list: ["", "abcd", "a"], maybe: "")
        #expect(
            violations(of: values) == [
                "/short: must have at most 5 characters, has 6", "/count: must be at most 9, is 10",
                "/count: must be a multiple of 6, is 10",
                #"/color: must be one of "red" or "blue", is "green""#, "/list: must have at most 2 items, has 3",
                "/list/0: must have at least 1 character, has 0", "/list/1: must have at most 3 characters, has 4",
                "/maybe: must have at least 1 character, has 0",
            ])
        #expect(violations(of: Values(short: "abc", count: 6, color: .red, list: ["a"], maybe: .null)) == [])
    }

    @Test func sharesTheTypeOfASingleMember() {
        let pet: Pet? = Values(pet: Pet(name: "Rex")).pet
        #expect(pet?.name == "Rex")
    }

    /// By the letter no value is allowed: each of the two forbids what the other names.
    @Test func membersThatAreClosedCloseTheWhole() throws {
        let lorry = #"{"wheels":6,"load":7.5}"#
        try expectRoundTrip(lorry, as: Lorry.self)
        #expect(violations(of: Lorry(wheels: 6, load: 7.5)) == [])
        let document = try JSONDocument(parsing: #"{"wheels":6,"trailer":true}"#)
        var check = Validator(source: document.root)
        try document.decode(Lorry.self).validate(&check)
        #expect(check.violations.map(\.description) == ["/trailer: is not allowed here"])
    }

    @Test func keepsThePropertiesOfAlternativesBesideItsOwn() throws {
        let mail = #"{"id":"a","street":"B 1"}"#
        try expectRoundTrip(mail, as: Contact.self)
        #expect(violations(of: try decoded(mail, as: Contact.self)) == [])
        #expect(violations(of: try decoded(#"{"id":"a","number":1}"#, as: Contact.self)) == [])
        #expect(violations(of: try decoded(#"{"id":"a"}"#, as: Contact.self)) == ["is none of the 2 values that are allowed"])
        #expect(refusal(of: #"{"id":"a","street":1}"#, as: Contact.self) == "/street: expected a string, found a number (at byte 19)")
        let both = #"{"id":"a","street":"B 1","number":1}"#
        try expectRoundTrip(both, as: Reached.self)
        #expect(violations(of: try decoded(both, as: Reached.self)) == [])
        #expect(violations(of: try decoded(#"{"id":"a"}"#, as: Reached.self)) != [])
    }
}
