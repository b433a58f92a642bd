import APIRuntime
import Foundation
import Testing

@Suite struct ValidatorTests {
    private func messages(_ body: (inout Validator) -> Void) -> [String] {
        var check = Validator()
        body(&check)
        return check.violations.map(\.description)
    }

    // MARK: Numbers, each rule at its limit and one step to either side

    @Test(arguments: [(0, ["/n: must be at least 1, is 0"]), (1, []), (2, [])] as [(Int, [String])])
    func minimum(value: Int, expected: [String]) {
        #expect(messages { $0.number("n", value, minimum: 1) } == expected)
    }

    @Test(arguments: [(9, []), (10, []), (11, ["/n: must be at most 10, is 11"])] as [(Int, [String])])
    func maximum(value: Int, expected: [String]) {
        #expect(messages { $0.number("n", value, maximum: 10) } == expected)
    }

    @Test(
        arguments: [(0, ["/n: must be greater than 1, is 0"]), (1, ["/n: must be greater than 1, is 1"]), (2, [])] as [(Int32, [String])])
    func exclusiveMinimum(value: Int32, expected: [String]) {
        #expect(messages { $0.number("n", value, exclusiveMinimum: 1) } == expected)
    }

    @Test(
        arguments: [(9, []), (10, ["/n: must be less than 10, is 10"]), (11, ["/n: must be less than 10, is 11"])] as [(Int64, [String])])
    func exclusiveMaximum(value: Int64, expected: [String]) {
        #expect(messages { $0.number("n", value, exclusiveMaximum: 10) } == expected)
    }

    @Test(
        arguments: [
            (15, ["/n: must be a multiple of 8, is 15"]), (16, []), (17, ["/n: must be a multiple of 8, is 17"]), (0, []), (-8, []),
        ] as [(Int, [String])])
    func multipleOf(value: Int, expected: [String]) {
        #expect(messages { $0.number("n", value, multipleOf: 8) } == expected)
    }

    @Test func limitsOfDoublesAreExact() {
        #expect(messages { $0.number("x", 0.1, minimum: 0.1, maximum: 0.1) } == [])
        #expect(messages { $0.number("x", Float(0.1), minimum: 0.1, maximum: 0.1) } == [])
        #expect(messages { $0.number("x", 0.1.nextDown, minimum: 0.1) } == ["/x: must be at least 0.1, is 0.09999999999999999"])
        #expect(messages { $0.number("x", 1.0, exclusiveMaximum: 1) } == ["/x: must be less than 1, is 1"])
        #expect(messages { $0.number("x", 1.0.nextDown, exclusiveMaximum: 1) } == [])
        #expect(messages { $0.number("x", Double.infinity, maximum: 1) } == [#"/x: must be at most 1, is "inf""#])
        #expect(messages { $0.number("x", -Double.infinity, maximum: 1) } == [])
        #expect(
            messages { $0.number("x", Double.nan, minimum: 0, maximum: 1) } == [
                #"/x: must be at least 0, is "nan""#, #"/x: must be at most 1, is "nan""#,
            ])
    }

    @Test func integersAreComparedWithLimitsOfAnyKindWithoutRounding() {
        #expect(messages { $0.number("n", Int.max, maximum: 9223372036854775807) } == [])
        #expect(
            messages { $0.number("n", Int.max, maximum: 9_223_372_036_854_775_806) } == [
                "/n: must be at most 9223372036854775806, is 9223372036854775807"
            ])
        #expect(messages { $0.number("n", Int.max, maximum: "9223372036854775806.5") }.count == 1)
        #expect(messages { $0.number("n", Int.max, maximum: "18446744073709551615") } == [])
        #expect(messages { $0.number("n", Int.min, minimum: "-9223372036854775809", exclusiveMinimum: "-9223372036854775808") }.count == 1)
        #expect(messages { $0.number("n", 9_007_199_254_740_993, maximum: 9_007_199_254_740_992.0) }.count == 1)
        #expect(messages { $0.number("n", 9_007_199_254_740_992, maximum: 9_007_199_254_740_992.0) } == [])
        #expect(messages { $0.number("n", 2, minimum: 1.5, maximum: 2.5) } == [])
        #expect(messages { $0.number("n", 3, maximum: 2.5) } == ["/n: must be at most 2.5, is 3"])
        #expect(messages { $0.number("x", 1e300, maximum: "1e301") } == [])
    }

    @Test(
        arguments: [
            (0.3, 0.1, true), (0.35, 0.1, false), (1.1, 0.1, true), (4.35, 0.01, true), (19.99, 0.01, true), (1e308, 0.1, true),
            (1e-7, 1e-8, true),
            (1e-8, 1e-7, false), (7.5, 2.5, true), (7.5, 2, false), (0, 0.7, true), (-0.3, 0.1, true), (1e22, 3, false), (3e22, 3, true),
            (.leastNonzeroMagnitude, 1, false),
            (1, 0.3, false), (0.9, 0.3, true), (1e16, 1.6, true),
        ] as [(Double, Double, Bool)])
    func multiplesOfDecimalsAreDecimal(value: Double, divisor: Double, isMultiple: Bool) {
        #expect(messages { $0.number("x", value, multipleOf: Limit(floatLiteral: divisor)) }.isEmpty == isMultiple)
    }

    @Test func multiplesMixIntegersDecimalsAndExactText() {
        #expect(messages { $0.number("x", 10, multipleOf: 2.5) } == [])
        #expect(messages { $0.number("x", 11, multipleOf: 2.5) } == ["/x: must be a multiple of 2.5, is 11"])
        #expect(messages { $0.number("x", Float(0.3), multipleOf: 0.1) } == [])
        #expect(messages { $0.number("x", Int.min, multipleOf: -1) } == [])
        #expect(messages { $0.number("x", 1e40, multipleOf: "100000000000000000000000000000000000") } == [])
        #expect(messages { $0.number("x", 1e30, multipleOf: "100000000000000000000000000000000000") }.count == 1)
    }

    // MARK: Strings

    @Test func lengthsAreUnicodeCodePoints() {
        #expect(messages { $0.string("s", "", minLength: 1) } == ["/s: must have at least 1 character, has 0"])
        #expect(messages { $0.string("s", "ab", minLength: 2, maxLength: 2) } == [])
        #expect(messages { $0.string("s", "abc", maxLength: 2) } == ["/s: must have at most 2 characters, has 3"])
        #expect(messages { $0.string("s", "👨‍👩‍👧", minLength: 5, maxLength: 5) } == [])
        #expect(messages { $0.string("s", "e\u{301}", maxLength: 1) } == ["/s: must have at most 1 character, has 2"])
    }

    @Test func aViolationDoesNotCarryALongValue() {
        var check = Validator()
        check.string("s", String(repeating: "é", count: 1_000_000), maxLength: 10, pattern: "^a")
        let cut = JSONValue.string(String(repeating: "é", count: 64) + "…")
        #expect(check.violations.map(\.value) == [cut, cut])
        #expect(check.violations.first?.description == "/s: must have at most 10 characters, has 1000000")
        #expect(check.violations.first?.measured == 1_000_000)
    }

    // MARK: Arrays and dictionaries

    @Test func numbersOfItemsAreChecked() {
        for (count, expected) in [
            (1, ["/a: must have at least 2 items, has 1"]), (2, []), (3, []), (4, ["/a: must have at most 3 items, has 4"]),
        ] {
            #expect(messages { $0.array("a", Array(repeating: 0, count: count), minItems: 2, maxItems: 3) } == expected)
        }
    }

    @Test func equalItemsAreFoundWhateverTheirType() throws {
        struct Opaque {}
        struct Encodable: JSONEncodable {
            let text: String
            func write(to json: inout JSONWriter) { json.write(text) }
        }
        #expect(
            messages { $0.array("a", [1, 2, 1], uniqueItems: true) } == ["/a: must have no two equal items, but items 0 and 2 are equal"])
        #expect(messages { $0.array("a", [1, 2, 3], uniqueItems: true) } == [])
        #expect(messages { $0.array("a", [1, 1]) } == [])
        let values: [JSONValue] = try JSONDocument(parsing: #"[{"a":1,"b":[2]},{"b":[2.0],"a":1e0}]"#).decode()
        #expect(messages { $0.array("a", values, uniqueItems: true) }.count == 1)
        #expect(messages { $0.array("a", [JSONValue.bool(true), 1, "1"], uniqueItems: true) } == [])
        #expect(messages { $0.array("a", ["x", "y", "x"].map(Encodable.init), uniqueItems: true) }.count == 1)
        #expect(messages { $0.array("a", [Opaque(), Opaque()], uniqueItems: true) } == [])
        #expect(messages { $0.array("a", Array(0..<200_000), uniqueItems: true) } == [])
    }

    @Test func placesOfItemsAndMembersAreJSONPointers() {
        let found = messages { check in
            check.array("a/b", [["x": 1], ["~y": 5, "z": 6]]) { check, item in
                check.dictionary(item, maxProperties: 1) { check, value in check.number(value, maximum: 4) }
            }
        }
        #expect(
            found == [
                "/a~1b/1: must have at most 1 property, has 2", "/a~1b/1/z: must be at most 4, is 6",
                "/a~1b/1/~0y: must be at most 4, is 5",
            ])
        #expect(messages { $0.dictionary("d", [:] as [String: Int], minProperties: 1) } == ["/d: must have at least 1 property, has 0"])
    }

    // MARK: Sets of values

    @Test func valuesThatTheDescriptionDoesNotNameAreFound() {
        #expect(messages { $0.known("size", PictureSize.square256) } == [])
        #expect(messages { $0.known("size", PictureSize(rawValue: "1x1")) } == [#"/size: must be one of "256x256" or "512x512", is "1x1""#])
        #expect(messages { $0.known("size", PictureSize(rawValue: "")) } == [#"/size: must be one of "256x256" or "512x512", is """#])
        #expect(messages { $0.known("level", Level(rawValue: 3)) } == ["/level: must be one of 1, is 3"])
        #expect(messages { $0.array("sizes", [.square256, PictureSize(rawValue: "x")]) { $0.known($1) } }.count == 1)
    }

    @Test func constantsAndChoicesAreChecked() {
        #expect(messages { $0.constant("type", "image", "image") } == [])
        #expect(messages { $0.constant("type", "text", "image") } == [#"/type: must be "image", is "text""#])
        #expect(messages { $0.constant("n", nil, 1) } == [])
        #expect(messages { $0.exactlyOne([("image", true), ("image[]", false)]) } == [])
        #expect(
            messages { $0.exactlyOne([("image", false), ("image[]", false)]) } == [
                #"must have exactly one of "image" and "image[]", has none"#
            ])
        #expect(
            messages { $0.exactlyOne([("image", true), ("image[]", true)]) }
                == [#"must have exactly one of "image" and "image[]", has "image" and "image[]""#])
        #expect(messages { $0.atLeastOne([("a", false), ("b", true)]) } == [])
        #expect(
            messages { $0.atLeastOne([("a", false), ("b", false), ("c", false)]) } == [
                #"must have at least one of "a", "b" and "c", has none"#
            ])
    }

    // MARK: All together

    @Test func valuesThatAreNilBreakNoRule() {
        #expect(
            messages { check in
                check.number("n", nil as Int?, minimum: 1, multipleOf: 2)
                check.string("s", nil, minLength: 1, pattern: "a")
                check.array("a", nil as [Int]?, minItems: 1, uniqueItems: true)
                check.dictionary("d", nil as [String: Int]?, minProperties: 1)
                check.known("k", nil as PictureSize?)
                check.constant("c", nil as String?, "x")
                check.model("m", nil as Picture?)
                check.model("m", Nullable<Picture>.null)
            } == [])
    }

    @Test func allViolationsOfAModelAreFoundAtOnce() {
        let child = Picture(model: "Cub", n: 0)
        let picture = Picture(
            model: "", n: 11, size: PictureSize(rawValue: "1x1"), level: Level(rawValue: 2), seed: -1,
            labels: ["a": "", "b": "x", "c": ""],
            children: [Picture(model: "cub"), child, child], score: 1)
        let error = #expect(throws: ValidationError.self) { try picture.validate() }
        let expected = [
            "/model: must have at least 1 character, has 0",
            #"/model: must match the pattern ^[a-z]+$, is """#,
            "/n: must be at most 10, is 11",
            #"/size: must be one of "256x256" or "512x512", is "1x1""#,
            "/level: must be one of 1, is 2",
            "/seed: must be at least 0, is -1",
            "/labels: must have at most 2 properties, has 3",
            "/labels/a: must have at least 1 character, has 0",
            "/labels/c: must have at least 1 character, has 0",
            "/children: must have at most 2 items, has 3",
            #"/children/1/model: must match the pattern ^[a-z]+$, is "Cub""#,
            "/children/1/n: must be at least 1, is 0",
            #"/children/2/model: must match the pattern ^[a-z]+$, is "Cub""#,
            "/children/2/n: must be at least 1, is 0",
            "/score: must be less than 1, is 1",
        ]
        #expect(error?.violations.map(\.description) == expected)
        #expect(error?.description == "15 rules are broken: " + expected.joined(separator: "; "))
        #expect(error?.violations[2].rule == .maximum)
        #expect(error?.violations[2].limit == 10)
        #expect(error?.violations[2].value == 11)
    }

    @Test func aValidModelAndCollectionsOfThemPass() throws {
        let picture = Picture(model: "fox", n: 1, size: .square512, seed: .null, score: 0.3)
        try picture.validate()
        try [picture].validate()
        let wrong = Picture(model: "fox", n: 0)
        let error = #expect(throws: ValidationError.self) { try ["a": [picture, wrong]].validate() }
        #expect(error?.description == "1 rule is broken: /a/1/n: must be at least 1, is 0")
    }

    @Test func rulesOfACallerAreReportedWithTheirPlace() {
        #expect(messages { $0.fail("id", "must not be empty") } == ["/id: must not be empty"])
        #expect(messages { $0.fail("must not be empty") } == ["must not be empty"])
    }

    @Test func aMillionBadItemsMakeAThousandViolationsAndOneThatSaysSo() {
        let found = messages {
            $0.array("n", Array(repeating: 0, count: 1_000_000)) { check, item in check.number(item, minimum: 1) }
        }
        #expect(found.count == 1001)
        #expect(found[999] == "/n/999: must be at least 1, is 0")
        #expect(found[1000] == "breaks more rules than these 1000")
    }
}
