import SchemaSyntax
import Testing

@testable import APIRuntime

/// What a schema that is interpreted says about a value, in words.
@Suite struct JSONSchemaTests {
    private func violations(_ value: some JSONEncodable, _ schema: StaticString) -> [String] {
        var check = Validator()
        check.schema(value, JSONSchema(schema))
        return check.violations.map(\.description)
    }

    @Test func aPropertyIsCheckedAtItsPlaceAndAnAbsentOneIsNot() {
        let rules = JSONSchema(#"{"properties": {"a/b": {"items": {"type": "string"}}}}"#)
        var check = Validator()
        check.schema("pet", ["a/b": ["x", 1, nil]] as JSONValue, rules)
        check.schema("absent", JSONValue?.none, rules)
        check.schema("null", Nullable<Int>.null, JSONSchema(#"{"type": "integer"}"#))
        #expect(
            check.violations.map(\.description) == [
                "/pet/a~1b/1: must be a string, is 1", "/pet/a~1b/2: must be a string, is null", "/null: must be an integer, is null",
            ]
        )
        #expect(check.violations.map(\.rule) == [.type, .type, .type])
    }

    @Test func aModelAmongItemsIsCheckedAtItsPlace() {
        let rules = JSONSchema(#"{"not": {"required": ["a"]}}"#)
        var check = Validator()
        check.array("pets", [["b": 1], ["a": 1]]) { check, pet in check.schema(pet, rules) }
        #expect(check.violations.map(\.description) == [#"/pets/1: must not match {"required":["a"]}"#])
        #expect(check.violations.first?.limit == ["required": ["a"]])
    }

    @Test(arguments: [
        (#"{"type": ["integer", "null"]}"#, "1.5", "must be null or an integer, is 1.5"),
        (#"{"type": "object"}"#, "[1]", "must be an object, is an array"),
        (#"{"const": {"a": 1}}"#, "2", #"must be {"a":1}, is 2"#),
        (#"{"enum": ["a", 1, null]}"#, "[2]", #"must be one of "a", 1 or null, is [2]"#),
        (#"{"minimum": 1e2}"#, "7", "must be at least 1e2, is 7"),
        (#"{"exclusiveMaximum": 10}"#, "10.0", "must be less than 10, is 10.0"),
        (#"{"multipleOf": 0.01}"#, "0.075", "must be a multiple of 0.01, is 0.075"),
        (#"{"maxLength": 1}"#, #""ab""#, "must have at most 1 character, has 2"),
        (#"{"pattern": "^a"}"#, #""b""#, #"must match the pattern ^a, is "b""#),
        (#"{"minItems": 2}"#, "[1]", "must have at least 2 items, has 1"),
        (#"{"uniqueItems": true}"#, "[1, {\"a\": 1, \"b\": 2}, 1.0]", "must have no two equal items, but items 0 and 2 are equal"),
        (#"{"maxProperties": 0}"#, #"{"a": 1}"#, "must have at most 0 properties, has 1"),
        (#"{"required": ["a"]}"#, "{}", #"must have a property "a""#),
        (#"{"dependentRequired": {"a": ["b"]}}"#, #"{"a": 1}"#, #"must have a property "b" because it has "a""#),
        (#"{"dependentSchemas": {"a": {"maxProperties": 1}}}"#, #"{"a": 1, "b": 1}"#, "must have at most 1 property, has 2"),
        (#"{"additionalProperties": false}"#, #"{"a": 1}"#, "/a: is not allowed here"),
        (#"{"patternProperties": {"^a": {"type": "null"}}}"#, #"{"ab": 1}"#, "/ab: must be null, is 1"),
        (#"{"propertyNames": {"maxLength": 1}}"#, #"{"ab": 1}"#, #"has a property "ab", whose name must have at most 1 character, has 2"#),
        (#"{"contains": {"const": 1}}"#, "[2]", #"must have at least 1 item that matches {"const":1}, has 0"#),
        (#"{"contains": {"const": 1}, "maxContains": 2}"#, "[1, 1, 1]", #"must have at most 2 items that match {"const":1}, has 3"#),
        (#"{"prefixItems": [{"type": "string"}], "items": false}"#, #"["a", 1]"#, "/1: is not allowed here"),
        (#"{"if": {"required": ["a"]}, "then": {"required": ["b"]}}"#, #"{"a": 1}"#, #"must have a property "b""#),
        (#"{"if": {"required": ["a"]}, "else": {"required": ["b"]}}"#, "{}", #"must have a property "b""#),
        (#"{"properties": {"a": true}, "unevaluatedProperties": false}"#, #"{"a": 1, "b": 1}"#, "/b: is not allowed here"),
        (#"{"prefixItems": [true], "unevaluatedItems": {"type": "null"}}"#, "[1, 2]", "/1: must be null, is 2"),
        ("false", "1", "is not allowed here"),
    ])
    func aViolationSaysWhatMustBeAndWhatIs(schema: String, value: String, message: String) throws {
        var check = Validator()
        check.schema(try JSONDocument(parsing: value).decode(JSONValue.self), JSONSchema(parsing: Array(schema.utf8)))
        #expect(check.violations.map(\.description) == [message])
    }

    @Test func allViolationsAreReportedAndNoneTwice() {
        let found = violations(
            ["n": 0, "extra": true] as JSONValue,
            ##"""
            {"allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}], "additionalProperties": {"type": "integer"},
             "$defs": {"a": {"required": ["x", "y"], "properties": {"n": {"minimum": 1, "multipleOf": 5}}}}}
            """##
        )
        #expect(
            found == [
                "/extra: must be an integer, is true", "/n: must be at least 1, is 0", #"must have a property "x""#,
                #"must have a property "y""#,
            ]
        )
    }

    @Test func ofAlternativesThatAllFailTheClosestSaysWhy() {
        let pets: StaticString = #"""
            {"oneOf": [
                {"type": "string"},
                {"required": ["lives"], "properties": {"kind": {"const": "cat"}}},
                {"required": ["bark"], "properties": {"kind": {"const": "dog"}, "age": {"minimum": 0}}}]}
            """#
        #expect(
            violations(["kind": "dog", "age": -1] as JSONValue, pets) == [
                "must match exactly one of 3 alternatives, matches none, is closest to number 3", "/age: must be at least 0, is -1",
                #"must have a property "bark""#,
            ]
        )
        #expect(
            violations(1, #"{"oneOf": [{"minimum": 0}, {"type": "string"}, {"maximum": 9}]}"#) == [
                "must match exactly one of 3 alternatives, matches 2: 1, 3"
            ]
        )
        #expect(
            violations(true, #"{"anyOf": [{"type": "string"}]}"#) == [
                "must match at least one of 1 alternative, matches none", "must be a string, is true",
            ]
        )
    }

    @Test func whatAnAlternativeLookedAtIsNotReportedWhereNoneMatches() {
        let found = violations(
            ["a": 1] as JSONValue, #"{"anyOf": [{"properties": {"a": {"type": "string"}}}], "unevaluatedProperties": false}"#)
        #expect(found == ["must match at least one of 1 alternative, matches none", "/a: must be a string, is 1"])
    }
}

// MARK: - Equality

extension JSONSchemaTests {
    @Test(arguments: [
        (#"{"const": 12345678901234567890123.0}"#, "12345678901234567890123", true),
        (#"{"const": 12345678901234567890123}"#, "12345678901234567890124", false), (#"{"const": 1e1000000}"#, "10e999999", true),
        (#"{"const": -0}"#, "0.0", true), (#"{"const": "\u00e9"}"#, "\"é\"", true), (#"{"const": "\u00e9"}"#, "\"e\u{301}\"", false),
        (#"{"const": {"a": [1, {}], "b": null}}"#, #"{"b": null, "\u0061": [1.0, {}]}"#, true),
        (#"{"const": {"a": 1}}"#, #"{"b": 1}"#, false),
        (#"{"enum": [0, 1, 2, 3, 4, 5, 6, 7, {"a": 10, "b": 1}]}"#, #"{"b": 1.0, "a": 1e1}"#, true),
        (#"{"enum": [0, 1, 2, 3, 4, 5, 6, 7, 8]}"#, "9", false), (#"{"maximum": 9223372036854775807}"#, "9223372036854775808", false),
        (#"{"properties": {"\u00e9": false}}"#, "{\"e\u{301}\": 1}", true),
        (#"{"multipleOf": 7}"#, "-1000000000000000000000000000000", false),
    ])
    func valuesAreComparedExactly(schema: String, value: String, isValid: Bool) throws {
        let document = try JSONDocument(parsing: value)
        #expect(JSONSchema(parsing: Array(schema.utf8)).isValid(document.root) == isValid)
    }

    @Test func uniqueItemsTakeLinearTime() {
        let numbers = (0..<200_000).map { JSONValue.number(JSONNumber($0)) }
        #expect(violations(numbers, #"{"uniqueItems": true}"#) == [])
        #expect(
            violations(numbers + ["a", 199_999], #"{"uniqueItems": true}"#) == [
                "must have no two equal items, but items 199999 and 200001 are equal"
            ]
        )
    }
}

// MARK: - Limits

extension JSONSchemaTests {
    @Test func aMillionBadItemsMakeAHundredViolationsAndOneThatSaysSo() {
        let found = violations(Array(repeating: 1, count: 1_000_000), #"{"items": {"type": "string"}}"#)
        #expect(found.count == 101)
        #expect(found.first == "/0: must be a string, is 1")
        #expect(found.dropFirst(99).first == "/99: must be a string, is 1")
        #expect(found.last == "breaks more rules than these 100")
    }

    @Test func aHundredViolationsAreNotSaidToBeMore() {
        let found = violations(Array(repeating: 1, count: 100), #"{"items": {"type": "string"}}"#)
        #expect(found.count == 100)
        #expect(found.last == "/99: must be a string, is 1")
    }

    @Test func longValuesAreCutInAViolation() {
        let long = String(repeating: "é", count: 1_000_000)
        #expect(violations(long, #"{"maxLength": 3, "pattern": "^a"}"#).map(\.count) == [43, 95])
        let found = violations(Array(repeating: 1, count: 100_000), #"{"const": 1}"#)
        #expect(found == [#"must be 1, is "[\#(String(repeating: "1,", count: 31))…"#])
    }

    @Test(arguments: [
        ##"{"$ref": "#"}"##, ##"{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}"##,
        ##"{"type": "integer", "allOf": [{"$ref": "#"}]}"##, ##"{"not": {"$ref": "#"}}"##, ##"{"if": {"$ref": "#"}, "then": true}"##,
        ##"{"anyOf": [{"$ref": "#"}, {"$ref": "#"}]}"##, ##"{"$dynamicAnchor": "x", "$dynamicRef": "#x"}"##,
        ##"{"contains": {"$ref": "#/$defs/a"}, "minContains": 0, "$defs": {"a": {"$ref": "#/$defs/a"}}}"##,
        ##"{"unevaluatedItems": {"$ref": "#/$defs/a"}, "$defs": {"a": {"oneOf": [{"$ref": "#/$defs/a"}]}}}"##,
    ])
    func aReferenceThatLeadsToItselfIsAViolationAndNoCrash(schema: String) {
        var check = Validator()
        check.schema("x", (schema.contains("\"type\"") ? 1 : [1]) as JSONValue, JSONSchema(parsing: Array(schema.utf8)))
        #expect(
            check.violations.map(\.description) == [
                "/x: cannot be checked: the rules refer to themselves without end, or are nested more than 256 levels deep"
            ]
        )
    }

    @Test func recursionThatGoesDownTheValueEndsWithTheValue() {
        let tree: StaticString = ##"{"type": "object", "properties": {"children": {"items": {"$ref": "#"}}}, "required": ["n"]}"##
        var value: JSONValue = ["n": 1]
        for _ in 0..<100 { value = ["n": 1, "children": [value]] }
        #expect(violations(value, tree) == [])
        #expect(
            violations(["n": 1, "children": [["n": 1], [:]]] as JSONValue, tree) == [#"/children/1: must have a property "n""#])
    }

    /// Arrays in arrays, as many as the reader would never give.
    private struct Nest: JSONEncodable {
        let depth: Int

        func write(to json: inout JSONWriter) {
            for _ in 0..<depth { json.beginArray() }
            for _ in 0..<depth { json.endArray() }
        }
    }

    @Test func aValueThatIsNestedTooDeepIsAViolationAndNoCrash() {
        #expect(violations(Nest(depth: 512), #"{"uniqueItems": true}"#) == [])
        #expect(violations(Nest(depth: 513), "true") == ["cannot be checked: nested deeper than 512 levels"])
        #expect(violations(Nest(depth: 100_000), "true") == ["cannot be checked: nested deeper than 512 levels"])
        #expect(violations(Nest(depth: 200), ##"{"items": {"$ref": "#"}, "type": "array"}"##) == [])
        #expect(
            violations(Nest(depth: 400), ##"{"items": {"$ref": "#"}, "type": "array"}"##) == [
                "cannot be checked: the rules refer to themselves without end, or are nested more than 256 levels deep"
            ]
        )
    }

    @Test func alternativesThatTakeExponentialTimeAreGivenUp() {
        let levels = (0..<40).map { ##""l\##($0)": {"anyOf": [{"$ref": "#/$defs/l\##($0 + 1)"}, {"$ref": "#/$defs/l\##($0 + 1)"}]}"## }
        let text = ##"{"$ref": "#/$defs/l0", "$defs": {\##(levels.joined(separator: ", ")), "l40": false}}"##
        var check = Validator()
        check.schema(1, JSONSchema(parsing: Array(text.utf8)))
        #expect(check.violations.map(\.description) == ["cannot be checked: the rules take too much time"])
    }

    @Test func aValueThatJSONCannotHoldIsAViolationAtItsPlace() {
        #expect(violations([1, Double.infinity], "true") == ["/1: cannot be checked: JSON has no infinity and no not-a-number"])
    }
}

// MARK: - Schemas at fault

extension JSONSchemaTests {
    @Test(arguments: [
        ("{", "the text ends where a key in quotes is expected"), ("1", "expected a schema, found a number"),
        (#"{"properties": {"a": {"minLength": "1"}}}"#, "/properties/a/minLength: expected a count, found a string"),
        (#"{"minItems": -1}"#, "/minItems: expected a count, found -1"), (#"{"minItems": 1.5}"#, "/minItems: expected a count, found 1.5"),
        (#"{"multipleOf": 0}"#, "/multipleOf: expected a number greater than 0, found 0"),
        (#"{"type": "text"}"#, #"/type: there is no type "text""#), (#"{"items": [true]}"#, "/items: expected a schema, found an array"),
        (#"{"required": "a"}"#, "/required: expected an array, found a string"),
        (#"{"not": {"$ref": "other.json#/a"}}"#, #"/not: refers to "other.json#/a", which is not part of the schema"#),
        (##"{"$ref": "#/$defs/a"}"##, ##"refers to "#/$defs/a", but there is no such place"##),
        (##"{"$ref": "#a"}"##, ##"refers to "#a", but there is no such anchor"##),
        (##"{"$ref": "#/$comment", "$comment": "x"}"##, "/$comment: expected a schema, found a string"),
        (String(repeating: #"{"not":"#, count: 513), "nested deeper than 512 levels"),
    ])
    func aTextThatIsNoSchemaMakesEveryCheckFailAndSaysWhy(schema: String, reason: String) {
        let rules = JSONSchema(parsing: Array(schema.utf8))
        var check = Validator()
        check.schema("a", 1, rules)
        check.schema("b", "x", rules)
        let expected = ["a", "b"].map { "/\($0): cannot be checked: its schema is at fault: \(reason)" }
        #expect(check.violations.map(\.description) == expected)
    }

    @Test(arguments: [
        ("(", "it has a group that is not closed"), ("[a", "it has a bracket that is not closed"),
        ("*", "it repeats what is not there or is repeated already"), ("\\", "it ends with a backslash"),
    ])
    func aPatternThatCannotBeUsedIsNeitherMetNorBrokenEvenInsideNot(pattern: String, reason: String) throws {
        let expected = ["cannot be checked: the pattern \(pattern) cannot be used: \(reason)"]
        for schema in [["pattern": .string(pattern)], ["not": ["pattern": .string(pattern)]]] as [JSONValue] {
            let rules = JSONSchema(parsing: try JSONWriter.bytes(schema))
            var check = Validator()
            check.schema("a", rules)
            check.schema(1, JSONSchema(parsing: try JSONWriter.bytes(["pattern": .string(pattern)] as JSONValue)))
            #expect(check.violations.map(\.description) == expected)
        }
        var check = Validator()
        let keys = JSONSchema(parsing: try JSONWriter.bytes(["patternProperties": [pattern: false]] as JSONValue))
        check.schema(["a": 1], keys)
        #expect(check.violations.map(\.description) == expected)
    }

    @Test func aPatternThatIsNestedTooDeepIsAViolationAndNoCrash() throws {
        let pattern = String(repeating: "(", count: 10_000) + "a" + String(repeating: ")", count: 10_000)
        var check = Validator()
        check.schema("a", JSONSchema(parsing: try JSONWriter.bytes(["pattern": .string(pattern)] as JSONValue)))
        #expect(
            check.violations.map(\.description) == [
                "cannot be checked: the pattern \(pattern.prefix(64))… cannot be used: it has more than 32 groups in one another"
            ]
        )
    }

    @Test func oneSchemaServesManyTasksAtOnce() async {
        let rules = JSONSchema(#"{"patternProperties": {"^a": {"type": "integer"}}, "additionalProperties": false}"#)
        await withTaskGroup(of: Int.self) { group in
            for task in 0..<16 {
                group.addTask {
                    var count = 0
                    for number in 0..<200 {
                        var check = Validator()
                        check.schema(["a\(number)": 1, "b": 2], task % 2 == 0 ? rules : JSONSchema("true"))
                        count += check.violations.count
                    }
                    return count
                }
            }
            var total = 0
            for await count in group { total += count }
            #expect(total == 8 * 200)
        }
    }
}

// MARK: - Addresses

extension JSONSchemaTests {
    /// RFC 3986, sections 5.4.1 and 5.4.2.
    @Test(arguments: [
        ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
        ("//g", "http://g"),
        ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q"), ("g#s", "http://a/b/c/g"),
        (";x", "http://a/b/c/;x"),
        ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../", "http://a/b/"),
        ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../", "http://a/"), ("../../g", "http://a/g"), ("../../../g", "http://a/g"),
        ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"),
        ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"), ("g;x=1/../y", "http://a/b/c/y"),
        ("g?y/../x", "http://a/b/c/g?y/../x"), ("http:g", "http:g"),
    ])
    func referencesAreResolvedAsTheExamplesOfTheStandard(reference: String, address: String) {
        #expect(URIReference(reference).resolved(against: URIReference("http://a/b/c/d;p?q")).address == address)
    }
}
