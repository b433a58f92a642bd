import APIRuntime
import GoldenRecursion
import Testing

@Suite struct RecursionTests {
    @Test func readsAndWritesWhatContainsItself() throws {
        try expectRoundTrip(
            #"{"value":1,"next":{"value":2,"next":{"value":3}},"previous":null,"children":[{"value":4,"children":[]}],"byName":{"a":{"value":5}}}"#,
            as: Node.self
        )
        try expectRoundTrip(#"{"name":"c","egg":{"weight":1,"chicken":{"name":"d"}}}"#, as: Chicken.self)
        try expectRoundTrip(#"{"tree":[[],[[]]],"folder":{"a":{"b":{}}}}"#, as: Holder.self)
    }

    @Test func aCopyIsAValueOfItsOwn() {
        let node = Node(value: 1, next: Node(value: 2))
        var copy = node
        copy.next?.value = 3
        #expect(node.next?.value == 2)
        #expect(copy != node)
    }

    @Test func checksEveryLevel() {
        let node = Node(value: 0, next: Node(value: -1), children: [Node(value: 0, next: Node(value: -2))], byName: ["a": Node(value: -3)])
        #expect(
            violations(of: node) == [
                "/next/value: must be at least 0, is -1", "/children/0/next/value: must be at least 0, is -2",
                "/byName/a/value: must be at least 0, is -3",
            ])
        #expect(violations(of: Chicken(egg: Egg(weight: 0))) == ["/egg/weight: must be greater than 0, is 0"])
    }
}
