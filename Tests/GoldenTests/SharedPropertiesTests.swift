import APIRuntime
import Foundation
import GoldenSharedProperties
import Testing

@Suite struct SharedPropertiesTests {
    @Test func hasWhatIsSharedInEachCase() throws {
        let payment = Payment.card(.init(amount: 5, currency: .init(code: "EUR"), number: "4242", holder: .init(name: "A")))
        let text = #"{"amount":5,"currency":{"code":"EUR"},"number":"4242","holder":{"name":"A"}}"#
        #expect(try encoded(payment) == text)
        #expect(try decoded(text) == payment)
        #expect(try decoded(#"{"amount":5,"iban":"X"}"#) == Payment.transfer(.init(amount: 5, iban: "X")))
    }

    @Test func checksWhatIsSharedAndWhatIsNot() throws {
        #expect(violations(of: Payment.card(.init(amount: 0, number: "42"))).count == 2)
        #expect(violations(of: Payment.transfer(.init(amount: 1, iban: "X"))) == [])
        #expect(refusal(of: #"{"amount":5,"iban":1}"#, as: Payment.self) == "/iban: expected a string, found a number (at byte 19)")
        for neither in [#"{"amount":5}"#, #"{"number":"4242"}"#] {
            try expectRoundTrip(neither, as: Payment.self)
            #expect(violations(of: try decoded(neither, as: Payment.self)) == ["is none of the 2 values that are allowed"])
        }
        let basket = Basket(payments: [.card(.init(amount: 0, number: "4242"))])
        #expect(violations(of: basket) == ["/payments/0/amount: must be at least 1, is 0"])
    }

    @Test func addsToWhatAllOfTakesIn() throws {
        try expectRoundTrip(#"{"amount":5,"note":"For tea","iban":"X"}"#, as: NotedPayment.self)
        #expect(try decoded(#"{"id":"a","number":"4242"}"#) == Token.card(.init(id: "a", number: "4242")))
        #expect(try decoded(#"{"id":"a","secret":"b","kind":"secret"}"#) == Token.secret(.init(id: "a", kind: "secret", secret: "b")))
    }

    @Test func keepsThePropertiesOfOthersWhereAValueMayBeSeveral() throws {
        let both = #"{"name":"A","address":"a@example.com","number":7}"#
        try expectRoundTrip(both, as: Contact.self)
        let mail = Contact.ByMail(name: "A", address: "a@example.com", additionalProperties: ["number": 7])
        #expect(try decoded(both) == Contact.byMail(mail))
        #expect(violations(of: Contact.byMail(mail)) == [])
    }

    @Test func isToldByTheDiscriminatorOfTheWhole() throws {
        #expect(try decoded(#"{"kind":"wire","iban":"X","number":"4242"}"#) == Booking.transfer(.init(kind: .wire, iban: "X")))
        #expect(try decoded(#"{"kind":"Card","fee":0.5,"number":"4242"}"#) == Booking.card(.init(kind: .card, fee: 0.5, number: "4242")))
        #expect(try decoded(#"{"kind":"cash"}"#) == Booking.unrecognized(["kind": "cash"]))
    }

    @Test func isToldByTheNamesOfComponentsWhereThePropertyListsAllKinds() throws {
        #expect(try decoded(#"{"means":"BankNote","id":"a","bank":"B"}"#) == Received.bankNote(.init(id: "a", means: .bankNote, bank: "B")))
        #expect(try decoded(#"{"means":"Cheque"}"#) == Received.cheque(.init(means: .cheque)))
    }

    @Test func isOneOfTheAlternativesThemselvesWhereTheyHaveAllThatIsShared() throws {
        #expect(try decoded(#"{"kind":"Cat","name":"Tom","lives":7}"#) == Pet.cat(Cat(name: "Tom", lives: 7)))
        #expect(try decoded(#"{"kind":"Dog","barks":true}"#) == Pet.dog(Dog(kind: "Dog", barks: true)))
        #expect(violations(of: Pet.cat(Cat(name: "Kitty"))) == ["/name: must have at most 3 characters, has 5"])
    }

    @Test func isOneStructureWithTheOnlyAlternative() throws {
        #expect(try decoded(#"{"id":"a","number":"4242"}"#) == Sole(id: "a", number: "4242"))
        #expect(refusal(of: #"{"id":"a"}"#, as: Sole.self) == "/number: required, but absent (at byte 0)")
    }

    @Test func mayBeNullToo() throws {
        let card = Perhaps(payment: .value(.card(.init(id: "a", number: "4242"))), card: .null)
        let text = #"{"payment":{"id":"a","number":"4242"},"card":null}"#
        #expect(try encoded(card) == text)
        #expect(try decoded(text) == card)
        try expectRoundTrip(#"{"payment":null,"card":{"id":"a","number":"4242"}}"#, as: Perhaps.self)
    }

    @Test func isToldWithoutWhatIsSentTheOtherWay() throws {
        #expect(try decoded(#"{"id":"1","name":"A"}"#) == Account.person(.init(id: "1", name: "A")))
        #expect(try decoded(#"{"password":"p","vat":"V"}"#) == Account.company(.init(password: "p", vat: "V")))
    }

    @Test func isNotTakenForSeveralWhereTheServerAloneSaysWhichItIs() throws {
        #expect(violations(of: Entry.debit(.init(sum: 1))) == [])
        #expect(try decoded(#"{"kind":"credit","sum":1}"#) == Entry.credit(.init(kind: "credit", sum: 1)))
    }

    @Test func keepsTheRulesBesideAReferenceOfASharedProperty() throws {
        #expect(
            violations(of: Letter.sealed(.init(from: .init(first: "A"), seal: "B"))) == ["/from: must have at least 2 properties, has 1"])
    }

    @Test func keepsWhatAConditionAsksFor() throws {
        let signed = #"{"kind":"signed","a":"1","signature":3}"#
        try expectRoundTrip(signed, as: Conditional.self)
        #expect(violations(of: try decoded(signed, as: Conditional.self)) == [])
        #expect(violations(of: Conditional.long(.init(kind: "signed", b: "1"))) != [])
    }

    @Test func keepsTheRulesBesideAnAlternativeAndAboutOtherProperties() throws {
        let card = try decoded(#"{"id":"a","number":"4242","x-1":2}"#, as: Ruled.self)
        #expect(card == .card(.init(id: "a", number: "4242", additionalProperties: ["x-1": 2])))
        #expect(violations(of: card) == [])
        #expect(violations(of: Ruled.card(.init(number: "4242"))) == ["must have at least 3 properties, has 1"])
        let transfer = Ruled.transfer(.init(iban: "X", additionalProperties: ["x-1": "two"]))
        #expect(violations(of: transfer) == ["/x-1: must be an integer, is a string"])
    }

    @Test func keepsTheRulesAboutTheWhole() throws {
        #expect(violations(of: Drawing.circle(.init(radius: 1))) == [])
        #expect(violations(of: Drawing.circle(.init(name: "A"))) == ["must have at least 3 properties, has 2"])
        #expect(violations(of: Drawing.square(.init(name: "A", side: 2))) == [])
        let drawing = Basket.Drawing.drawing(.square(.init(side: 2)))
        #expect(try decoded(#"{"kind":"square","side":2}"#) == drawing)
    }

    @Test func staysOneStructureWhereAlternativesAreNoStructures() throws {
        #expect(violations(of: Limits(state: "failed", reason: "late")) == [])
        #expect(violations(of: Limits(state: "failed")) != [])
        #expect(violations(of: Closed(additionalProperties: ["number": "4242"])) == [])
        #expect(violations(of: Closed(id: "a", additionalProperties: ["code": "b"])) != [])
        #expect(violations(of: OrderForm(item: "tea", additionalProperties: ["iban": "X"])) == [])
        #expect(violations(of: Question(text: "Why?")) != [])
    }
}
