import APIRuntime
import GoldenIntegerEnums
import GoldenStringEnums
import Testing

@Suite struct StringEnumsTests {
    @Test func namesEachValue() {
        #expect(Size.allCases == [.square256, .square512, .auto])
        #expect(Size.square256.rawValue == "256x256")
        #expect(Odd.empty.rawValue == "")
        #expect(Odd.none_.rawValue == "none")
        #expect(Odd.self_.rawValue == "self")
        #expect(Odd.self_2.rawValue == "Self")
        #expect(Odd.default.rawValue == "default")
        #expect(Odd.minus1.rawValue == "-1")
        #expect(Odd.日本語.rawValue == "日本語")
        #expect(Odd.allCases.count == 24)
        #expect(
            Order.allCases == [
                .created, .minusCreated, .plusCreated, .notCreated, .greaterEqual1h, .value1hPlus, .a, .aMinus, .cPlusPlus, .unknown, .aB,
            ])
        #expect(Repeated.allCases.map(\.rawValue) == ["a-b", "a_b", "a b"])
        #expect(BadNames.allCases == [.one, .two])
        #expect(TooFewNames.allCases == [.one, .two])
        #expect(Single.allCases == [.only])
    }

    @Test func keepsAValueThatItDoesNotKnow() throws {
        try expectRoundTrip(
            #"{"size":"1024x1024","sizes":["auto",""],"bySize":{"a":"auto"},"colour":"blue","maybe":null}"#, as: Holder.self)
        try expectRoundTrip(#"{"size":"auto","maybe":"yes"}"#, as: Holder.self)
    }

    @Test func objectsToAValueThatItDoesNotKnow() throws {
        let value = try decoded(
            #"{"size":"big","sizes":["auto",""],"bySize":{"a":"b"},"colour":"blue","maybe":"perhaps"}"#, as: Holder.self)
        #expect(
            violations(of: value) == [
                #"/size: must be one of "256x256", "512x512" or "auto", is "big""#,
                #"/sizes/1: must be one of "256x256", "512x512" or "auto", is """#,
                #"/bySize/a: must be one of "256x256", "512x512" or "auto", is "b""#,
                #"/colour: must be one of "red" or "green", is "blue""#,
                #"/maybe: must be one of "yes" or "no", is "perhaps""#,
            ])
        #expect(violations(of: Holder(size: .auto, sizes: [.square256], colour: .red, maybe: .null)) == [])
    }

    @Test func areAlternativesThatAreAConstantEach() throws {
        #expect(Direction.allCases == [.north, .south, .w])
        #expect(Direction.allCases.map(\.rawValue) == ["n", "s", "w"])
        let value = try decoded(#"{"size":"auto","direction":"up"}"#, as: Holder.self)
        #expect(violations(of: value) == [#"/direction: must be one of "n", "s" or "w", is "up""#])
        #expect(try encoded(Holder(size: .auto, direction: .south)) == #"{"size":"auto","direction":"s"}"#)
        #expect(Named.allCases == [.n, .e, .s, .west])
        #expect(
            violations(of: Holder(size: .auto, named: .west)) == [
                "/named: must have at most 1 character, has 4", #"/named: must match the pattern ^[nesw]$, is "west""#,
            ])
        #expect(violations(of: Holder(size: .auto, named: .e)) == [])
        #expect(Models.allCases == [.fox1, .secondFox])
        #expect(violations(of: Holder(size: .auto, model: Models(rawValue: "fox-3"))) == [])
    }

    @Test func keepNamesWhereSeveralAreOne() throws {
        #expect(Way.allCases == [.n, .south, .w, .u, .downwards, .stay, .x, .rest])
        #expect(Way.allCases.map(\.rawValue) == ["n", "s", "w", "u", "d", "stay", "x", "rest"])
        let value = try decoded(#"{"size":"auto","way":"up"}"#, as: Holder.self)
        #expect(
            violations(of: value) == [#"/way: must be one of "n", "s", "w", "u", "d", "stay", "x" or "rest", is "up""#])
        #expect(violations(of: Holder(size: .auto, way: .downwards)) == [])
    }

    @Test func isAConstantWhereItHasOneValue() throws {
        #expect(try encoded(Marked()) == #"{"object":"marked"}"#)
        #expect(try encoded(Marked(form: "round")) == #"{"object":"marked","form":"round"}"#)
        let value = try decoded(#"{"object":"other","form":"square"}"#, as: Marked.self)
        #expect(
            violations(of: value) == [#"/object: must be "marked", is "other""#, #"/form: must be "round", is "square""#])
        try expectRoundTrip(#"{"object":"other","form":"square"}"#, as: Marked.self)
    }
}

@Suite struct IntegerEnumsTests {
    @Test func namesEachValue() {
        #expect(Priority.allCases == [.low, .normal, .urgent])
        #expect(Priority.urgent.rawValue == 10)
        #expect(Offset.allCases.map(\.rawValue) == [-1, 0, 1, .max])
        #expect(Offset.minus1.rawValue == -1)
    }

    @Test func areAlternativesThatAreAConstantEach() throws {
        #expect(TaskModel.Level.allCases == [.low, .inBetween, .high])
        #expect(TaskModel.Level.allCases.map(\.rawValue) == [1, 2, 3])
        try expectRoundTrip(#"{"priority":1,"level":null}"#, as: TaskModel.self)
        try expectRoundTrip(#"{"priority":1,"level":4}"#, as: TaskModel.self)
        let value = try decoded(#"{"priority":1,"level":4}"#, as: TaskModel.self)
        #expect(violations(of: value) == ["/level: must be one of 1, 2 or 3, is 4"])
    }

    @Test func keepNamesWhereSeveralAreOne() throws {
        #expect(TaskModel.Rank.allCases == [.first, .second, .third])
        #expect(TaskModel.Rank.allCases.map(\.rawValue) == [1, 2, 3])
        let value = try decoded(#"{"priority":1,"rank":4}"#, as: TaskModel.self)
        #expect(violations(of: value) == ["/rank: must be one of 1, 2 or 3, is 4"])
        try expectRoundTrip(#"{"priority":1,"rank":4}"#, as: TaskModel.self)
    }

    @Test func keepNamesWhereSomeAreRestated() {
        #expect(TaskModel.Narrowed.allCases == [.news, .text])
        #expect(TaskModel.Narrowed.allCases.map(\.rawValue) == [5, 0])
        #expect(TaskModel.Pressing.allCases == [.low, .urgent])
        #expect(TaskModel.Own.allCases == [.least, .most])
        #expect(violations(of: TaskModel(priority: .low, narrowed: .init(rawValue: 1))) == ["/narrowed: must be one of 5 or 0, is 1"])
    }

    @Test func keepsAndObjectsToAValueThatItDoesNotKnow() throws {
        try expectRoundTrip(#"{"priority":7,"offset":-1,"version":3}"#, as: TaskModel.self)
        let value = try decoded(#"{"priority":7,"offset":-1,"version":3}"#, as: TaskModel.self)
        #expect(violations(of: value) == ["/priority: must be one of 1, 5 or 10, is 7", "/version: must be one of 1 or 2, is 3"])
        #expect(refusal(of: #"{"priority":"high"}"#, as: TaskModel.self) == "/priority: expected an integer, found a string (at byte 12)")
    }
}
