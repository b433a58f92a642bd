import APIRuntime
import GoldenCollections
import Testing

@Suite struct CollectionsTests {
    @Test func readsAndWritesListsAndMaps() throws {
        try expectRoundTrip(
            #"{"books":[{"title":"a"},{"title":"b"}],"tags":["x"],"matrix":[[1,2.5],[]],"anything":[1,"a",null],"prices":{"a":1.5},"readers":{"r":{"name":"n"}},"places":{"p":["q"]},"notes":{"k":{"deep":[true]}},"maps":[{"m":1},{}],"labels":["l"]}"#,
            as: Shelf.self
        )
        try expectRoundTrip(#"{"books":[]}"#, as: Shelf.self)
    }

    @Test func checksWhatIsInside() throws {
        let shelf = Shelf(books: [], places: ["p": ["ok", ""]], labels: ["", "ok"])
        #expect(
            violations(of: shelf) == [
                "/places/p/1: must have at least 1 character, has 0", "/labels/0: must have at least 1 character, has 0",
            ])
    }
}
