import APIRuntime
import GoldenNullable30
import GoldenNullable31
import Testing

@Suite struct NullableTests {
    @Test(arguments: [
        #"{"title":"t","author":null}"#,
        #"{"title":"t","author":"a","text":"x","pinned":null,"rank":null,"colour":null,"lines":null,"scores":{"a":null,"b":1},"owner":null,"editor":null}"#,
        #"{"title":"t","author":"a","reader":null,"printer":null}"#,
        #"{"title":"t","author":"a","reader":{"seat":null},"printer":{"seat":{"row":1}}}"#,
        #"{"title":"t","author":"a","pinned":true,"rank":1,"colour":"red","lines":["a",null],"owner":{"name":"n"},"editor":{"name":"m"}}"#,
    ])
    func absentAndNullStayWhatTheyAreIn30(_ text: String) throws {
        try expectRoundTrip(text, as: GoldenNullable30.Note.self)
    }

    @Test(arguments: [
        #"{"title":"t","author":null,"owner":null}"#,
        #"{"title":"t","author":"a","rank":null,"owner":{"name":"n"},"editor":null,"day":null,"tags":null,"scores":{"a":null},"size":null,"anything":null}"#,
        #"{"title":"t","author":"a","rank":2,"owner":{},"editor":{"name":"n"},"day":"2024-02-29","tags":[null,"b"],"scores":{"a":9},"size":"small","anything":{"a":[1]}}"#,
    ])
    func absentAndNullStayWhatTheyAreIn31(_ text: String) throws {
        try expectRoundTrip(text, as: GoldenNullable31.Note.self)
    }

    @Test func tellsAbsentFromNull() throws {
        let note = try decoded(#"{"title":"t","author":null,"owner":null,"rank":null,"text":null}"#, as: GoldenNullable31.Note.self)
        #expect(note.author == nil)
        #expect(note.rank == .null)
        #expect(note.size == nil)
        // The description does not allow null here, and does not tell it from nothing.
        #expect(note.text == nil)
    }

    @Test func aPropertyThatIsRequiredMayBeNullButNotAbsent() {
        #expect(refusal(of: #"{"title":"t"}"#, as: GoldenNullable30.Note.self) == "/author: required, but absent (at byte 0)")
        #expect(
            refusal(of: #"{"title":null,"author":null}"#, as: GoldenNullable30.Note.self)
                == "/title: expected a string, found null (at byte 9)")
    }

    @Test func oneNullableAlternativeMakesNamedValuesNullable() throws {
        typealias Note = GoldenNullable30.Note
        #expect(Note.Level.allCases == [.ground, .roof])
        #expect(Note.Mark.allCases == [.good, .fair])
        let note = try decoded(#"{"title":"t","author":null,"level":null,"mark":null}"#, as: Note.self)
        #expect(note.level == .null)
        #expect(note.mark == .null)
        #expect(violations(of: note) == [])
        try expectRoundTrip(#"{"title":"t","author":null,"level":"high","mark":2,"never":"low"}"#, as: Note.self)
        #expect(
            violations(of: try decoded(#"{"title":"t","author":null,"level":"top","mark":3}"#, as: Note.self)) == [
                #"/level: must be one of "low" or "high", is "top""#, "/mark: must be one of 1 or 2, is 3",
            ])
        // The type beside the alternatives allows no null.
        #expect(Note(title: "t", author: nil, never: .ground).never?.rawValue == "low")
    }

    @Test func namedTextsBesideAnyTextAndNullAreOpenAndNullable() throws {
        typealias Note = GoldenNullable31.Note
        #expect(Note.Model.allCases == [.firstFox, .secondFox])
        let note = Note(title: "t", author: nil, owner: nil, model: .value(.firstFox))
        #expect(try encoded(note) == #"{"title":"t","author":null,"owner":null,"model":"fox-1"}"#)
        for model in [#""fox-2""#, #""fox-3""#, "null"] {
            let text = #"{"title":"t","author":null,"owner":null,"model":\#(model)}"#
            try expectRoundTrip(text, as: Note.self)
            #expect(violations(of: try decoded(text, as: Note.self)) == [])
        }
        #expect(
            refusal(of: #"{"title":"t","author":null,"owner":null,"model":1}"#, as: Note.self)
                == "/model: expected a string, found a number (at byte 48)")
    }

    @Test func nullIsTakenWhereOneAlternativeAllowsIt() throws {
        let text = #"{"by":null,"word":null,"marks":["a",null,1]}"#
        let signed = try decoded(text, as: GoldenNullable31.Signed.self)
        #expect(signed == .init(by: nil, word: nil, marks: [.value(.string("a")), .null, .value(.alternative(1))]))
        #expect(violations(of: signed) == [])
        #expect(try encoded(signed) == text)
        try expectRoundTrip(#"{"by":{"members":2},"word":"yes"}"#, as: GoldenNullable31.Signed.self)
        try expectRoundTrip(#"{"by":null}"#, as: GoldenNullable30.Signed.self)
        #expect(try decoded(#"{"by":7}"#) == GoldenNullable30.Signed(by: .integer(7)))
    }

    @Test func nullIsTakenFromInsideAnAlternativeAndNotWhereTheTypeExcludesIt() throws {
        let text = #"{"word":null,"either":{"age":3}}"#
        let vote: GoldenNullable31.Vote = try decoded(text)
        #expect(vote == .init(word: nil, either: .person(.init(age: 3))))
        #expect(try encoded(vote) == text)
        try expectRoundTrip(#"{"word":"yes","either":{"members":3}}"#, as: GoldenNullable31.Vote.self)
    }

    @Test func nullBreaksNoRuleAndAValueMay() throws {
        #expect(
            violations(of: GoldenNullable30.Note(title: "t", author: nil, rank: .null, colour: .null, lines: .null, owner: .null)) == [])
        let old = GoldenNullable30.Note(
            title: "t", author: nil, rank: 0, colour: .value(.init(rawValue: "blue")), lines: .value([.null, "long"]),
            scores: ["a": 10, "b": .null], owner: .value(.init(name: "")))
        #expect(
            violations(of: old) == [
                "/rank: must be at least 1, is 0", #"/colour: must be one of "red" or "green", is "blue""#,
                "/lines/1: must have at most 3 characters, has 4", "/scores/a: must be at most 9, is 10",
                "/owner/name: must have at least 1 character, has 0",
            ])
        let new = GoldenNullable31.Note(
            title: "t", author: "a", rank: 0, owner: .init(name: ""), editor: .value(.init(name: "")), tags: .value(["a", .null, "long"]),
            scores: ["a": 10], size: .value(.init(rawValue: "huge")))
        #expect(
            violations(of: new) == [
                "/author: must have at least 2 characters, has 1", "/rank: must be at least 1, is 0",
                "/owner/name: must have at least 1 character, has 0", "/editor/name: must have at least 1 character, has 0",
                "/tags: must have at most 2 items, has 3", "/tags/2: must have at most 3 characters, has 4",
                "/scores/a: must be at most 9, is 10", #"/size: must be one of "small" or "large", is "huge""#,
            ])
    }
}
