import APIRuntime
import Foundation
import GoldenTuples
import Testing

@Suite struct TuplesTests {
    private let entry = #"[{"name":"Ada"},"1815-12-10",[51.5,-0.1],"home",null,{"a":1}]"#

    @Test func readsAndWritesTuplesAsLists() throws {
        try expectRoundTrip(#"["next",10]"#, as: Page.self)
        try expectRoundTrip(entry, as: Entry.self)
        try expectRoundTrip(#"[{"name":"Ada"},"1815-12-10",null,"elsewhere",1.5,null]"#, as: Entry.self)
        try expectRoundTrip(#"["a",3,true,false]"#, as: Merged.self)
        try expectRoundTrip(#"["a",true]"#, as: Old.self)
        try expectRoundTrip(
            #"{"pair":[{"width":2},["a",true]],"names":[1,"b",3,false,5,6,7,8,9,10],"given":["l",{"a":"b"}],"unique":[1.5,2],"nullable":null,"chosen":["a",1],"either":"text","words":["a","b"],"path":["a","b","c","d"],"open":["a",1,null,[]],"coordinates":[-90,180],"position":[0,-180],"floats":[1,2.5],"lists":[[1],["a"]],"one":["e621e1f8-c36c-495a-93fc-0c247a3e6e5f"],"nothing":[],"entries":{"first":[{"name":"Ada"},"1815-12-10",null,"work",0,false]}}"#,
            as: Holder.self
        )
    }

    @Test func namesItemsByTitleReferenceOrNumber() throws {
        let date = try #require(CalendarDate(year: 1815, month: 12, day: 10))
        let made = Entry(
            person: Person(name: "Ada"), bornOn: date, position: [51.5, -0.1], kind: .home, item5: nil, item6: ["a": 1])
        #expect(try decoded(entry, as: Entry.self) == made)
        #expect(try encoded(Holder.Given(label: "l", box: Holder.Given.Crate(a: "b"))) == #"["l",{"a":"b"}]"#)
    }

    @Test func countsItemsWhereTheyStand() {
        #expect(refusal(of: #"["next"]"#, as: Page.self) == "expected 2 items, found 1 (at byte 0)")
        #expect(refusal(of: #"["next",1,2]"#, as: Page.self) == "expected 2 items, found 3 (at byte 0)")
        #expect(refusal(of: #"{"pair":[{},[]]}"#, as: Holder.self) == "/pair/1: expected 2 items, found 0 (at byte 12)")
        #expect(refusal(of: #"{"unique":{}}"#, as: Holder.self) == "/unique: expected an array, found an object (at byte 10)")
        #expect(refusal(of: #"[1,1]"#, as: Page.self) == "/0: expected a string, found a number (at byte 1)")
        #expect(refusal(of: #"["a",null]"#, as: Page.self) == "/1: expected an integer, found null (at byte 5)")
    }

    @Test func checksEachItemInItsPlace() throws {
        #expect(
            violations(of: Page(token: "", size: 101)) == [
                "/0: must have at least 1 character, has 0", "/1: must be at most 100, is 101",
            ])
        let wrong = try decoded(#"[{"name":""},"1815-12-10",[0,-181],"there",-1,{}]"#, as: Entry.self)
        #expect(
            violations(of: Holder(entries: ["x": wrong])) == [
                "/entries/x/0/name: must have at least 1 character, has 0", "/entries/x/2/1: must be at least -180, is -181",
                #"/entries/x/3: must be one of "home" or "work", is "there""#, "/entries/x/4: must be at least 0, is -1",
            ])
        #expect(violations(of: Merged(item1: "", item2: 10, item3: true, item4: true)) == ["/1: must be at most 9, is 10"])
        let names = Holder.Names(
            json: 0, items: "", check: 0, default: true, item5: 0, item6: 0, not: 0, item8: 0, item9: 0, item10: 0)
        #expect(violations(of: Holder(names: names)) == ["/names/0: must be at least 1, is 0", "/names/2: must be at least 1, is 0"])
        #expect(
            violations(of: Holder(unique: .init(item1: 1, item2: 1))) == [
                "/unique: must have no two equal items, but items 0 and 1 are equal"
            ])
    }

    @Test func listsOfOneTypeKeepTheRulesThatAreLeft() {
        let holder = Holder(
            words: ["abcd", "", ""], path: ["abcd", "abcd"], open: [1, "a"], coordinates: [91, 91], position: [-181],
            floats: [1], one: [], nothing: [1])
        #expect(
            violations(of: holder) == [
                "/words: must have at most 2 items, has 3", "/words/0: must have at most 3 characters, has 4",
                "/path/0: must have at most 3 characters, has 4", "/open/0: must be a string, is 1",
                "/open/1: must be an integer, is a string",
                "/coordinates/0: must be at most 90, is 91", "/position: must have at least 2 items, has 1",
                "/position/0: must be at least -180, is -181", "/floats: must have at least 2 items, has 1",
                "/one: must have at least 1 item, has 0", "/nothing: must have at most 0 items, has 1",
            ])
    }

    @Test func unevaluatedItemsCloseWhatTheSchemaTakesIn() throws {
        try expectRoundTrip(#"{"closed":[["a",1]],"closedTriple":["a",9,true],"closedOpen":["a"],"closedHere":["b",2]}"#, as: Holder.self)
        #expect(refusal(of: #"["a",1,2]"#, as: Closed.self) == "expected 2 items, found 3 (at byte 0)")
        #expect(violations(of: Closed(item1: "a", item2: 0)) == ["/1: must be at least 1, is 0"])
        #expect(violations(of: ClosedTriple(item1: "a", item2: 10, item3: true)) == ["/1: must be at most 9, is 10"])
        #expect(try encoded(Holder(closedHere: .value(.init(item1: "b", item2: 2)))) == #"{"closedHere":["b",2]}"#)
        #expect(
            violations(of: Holder(closedOpen: ["a", 1, 2])) == ["/closedOpen: must have at most 2 items, has 3"])
        #expect(violations(of: Holder(closedOpen: [])).count == 1)
    }

    @Test func whatElseIsAboutItemsLeavesThemAList() {
        #expect(violations(of: Holder(contained: ["a", 1, true], chosenItems: ["a", 1])) == [])
        #expect(violations(of: Holder(contained: ["a", 1, 2])).isEmpty == false)
        #expect(violations(of: Holder(beside: ["a", 1])).isEmpty == false)
    }

    @Test func tuplesContainThemselves() throws {
        try expectRoundTrip("[1,[2,[3,null]]]", as: Chain.self)
        let chain = Chain(item1: 1, chain: Chain(item1: -2, chain: nil))
        #expect(try encoded(chain) == "[1,[-2,null]]")
        #expect(violations(of: chain) == ["/1/0: must be at least 0, is -2"])
        #expect(refusal(of: "[1,[2]]", as: Chain.self) == "/1: expected 2 items, found 1 (at byte 3)")
        try expectRoundTrip("[[null,null],[[null,null],null]]", as: Fork.self)
        #expect(try decoded("[null,null]", as: Fork.self) == Fork(item1: nil, item2: nil))
    }

    @Test func alternativesAreToldByTheNumberOfItems() throws {
        let expression = Expression.sum(.init(left: .number(1), right: .negation(.init(expression: .number(2)))))
        #expect(try encoded(expression) == #"["+",1,["-",2]]"#)
        #expect(try decoded(#"["+",1,["-",2]]"#, as: Expression.self) == expression)
        #expect(try decoded("[1]", as: Expression.self) == .unrecognized([1]))
        #expect(violations(of: try decoded(#"["+",1,["!",2]]"#, as: Expression.self)) == [#"/2/0: must be "-", is "!""#])
        #expect(try decoded(#"["a",1]"#, as: Holder.Chosen.self) == .tuple(.init(item1: "a", item2: 1)))
        #expect(try decoded(#"["a",1,2]"#, as: Holder.Chosen.self) == .unrecognized(["a", 1, 2]))
        #expect(try decoded(#"["a",1]"#, as: Holder.Either.self) == .tuple(.init(item1: "a", item2: 1)))
    }

    @Test func aNullableTupleIsAbsentNullOrThere() throws {
        #expect(try decoded("{}", as: Holder.self).nullable == nil)
        #expect(try decoded(#"{"nullable":null}"#, as: Holder.self).nullable == .null)
        #expect(try decoded(#"{"nullable":["a",1]}"#, as: Holder.self).nullable == .value(.init(item1: "a", item2: 1)))
    }

    @Test func parametersAndFormsHaveThemAsLists() async throws {
        let transport = ScriptedTransport(.json(entry), ScriptedTransport.Answer())
        let client = GoldenTuplesClient(server: .example, transport: transport)
        let found = try await client.findPlaces(box: [1, 2.5], page: Page(token: "a b", size: 2))
        #expect(found.person == Person(name: "Ada"))
        try await client.addPlace(AddPlaceRequest(page: Page(token: "a", size: 2)))
        let lines = await transport.sent.map { $0.split(separator: "\n") }
        #expect(lines.first?.first == "GET https://example.com/base/places?box=1&box=2.5&page=a%20b,2")
        #expect(lines.last?.last == "page=a&page=2")
    }
}
