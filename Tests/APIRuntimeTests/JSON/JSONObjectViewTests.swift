import APIRuntime
import Foundation
import Testing

@Suite struct JSONObjectViewTests {
    private func object(_ text: String) throws -> JSONObjectView { try JSONDocument(parsing: text).root.object() }

    @Test func membersAreFoundInAnyOrder() throws {
        let text = #"{"model":"m","n":2,"nested":{"n":3,"x":[{"y":1}]},"size":"s","last":true}"#
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
            var view = try object(text)
            for index in order {
                switch index {
                case 0: #expect(try view.required("model") == "m")
                case 1: #expect(try view.required("n") == 2)
                case 2: #expect(try view.required("size") == "s")
                default: #expect(try view.required("last") == true)
                }
                #expect(try view.optional("absent") as Int? == nil)
            }
        }
    }

    @Test func ofMembersWithOneKeyTheFirstCountsAsWithJSONDecoder() throws {
        let text = #"{"a":1,"b":2,"a":3,"c":4,"b":5,"\u0061":6}"#
        struct Model: Decodable { let a, b, c: Int }
        let foundation = try JSONDecoder().decode(Model.self, from: Data(text.utf8))
        #expect((foundation.a, foundation.b, foundation.c) == (1, 2, 4))

        for keys in [["a", "b", "c"], ["b", "a", "c"], ["c", "b", "a"], ["a", "a", "b"], ["b", "b", "a"], ["a", "c", "a"]]
            as [[StaticString]]
        {
            var view = try object(text)
            for key in keys {
                let expected = ["a": 1, "b": 2, "c": 4]["\(key)"]
                #expect(try view.required(key) == expected)
            }
        }
        #expect(try object(text).additional() == ["a": 1, "b": 2, "c": 4])
        #expect(try object(text).additional(except: ["a"]) == ["b": 2, "c": 4])
        #expect(try JSONDocument(parsing: text).decode(JSONValue.self) == ["a": 1, "b": 2, "c": 4])
    }

    @Test func escapedKeysAreFoundByTheirText() throws {
        var view = try object(#"{"\u0062\u0036\u0034_json":"QQ==","é\n":1}"#)
        #expect(try view.required("b64_json") == Data("A".utf8))
        #expect(try view.required("é\n") == 1)
        #expect(try view.additional(except: ["b64_json"]) == ["é\n": 1])
    }

    @Test func keysThatShareLengthOrBeginningAreToldApart() throws {
        var view = try object(#"{"image":1,"imagE":2,"images":3,"imag":4,"":5}"#)
        #expect(try view.required("imag") == 4)
        #expect(try view.required("images") == 3)
        #expect(try view.required("imagE") == 2)
        #expect(try view.required("image") == 1)
        #expect(try view.required("") == 5)
        #expect(try view.optional("imaga") as Int? == nil)
    }

    @Test func absentNullAndValueAreToldApartWhereTheTypeDoes() throws {
        var view = try object(#"{"null":null,"value":1}"#)
        #expect(try view.optional("absent") as Int? == nil)
        #expect(try view.optional("null") as Int? == nil)
        #expect(try view.optional("value") as Int? == 1)
        #expect(try view.optional("absent") as Nullable<Int>? == nil)
        #expect(try view.optional("null") as Nullable<Int>? == .null)
        #expect(try view.optional("value") as Nullable<Int>? == 1)
        #expect(try view.optional("null") as JSONValue? == .null)
        #expect(try view.requiredOrNull("null") as Int? == nil)
        #expect(try view.requiredOrNull("value") as Int? == 1)
        #expect(try view.required("null") as Nullable<Int> == .null)
    }

    @Test func whatIsMissingOrOfAnotherKindIsNamedWithItsPlace() throws {
        let document = try JSONDocument(parsing: #"{"data":[{"b64_json":null,"n":"1","tags":[true,0],"f":1.5,"o":[],"b":"true"}]}"#)
        var root = try document.root.object()
        let array = try #require(try root.member("data")?.array())
        var view = try #require(array.first { _ in true }).object()
        func message<Value>(_ body: () throws -> Value) -> String? {
            #expect(throws: JSONError.self) { try body() }?.description
        }
        #expect(message { try view.required("url") as String } == "/data/0/url: required, but absent (at byte 9)")
        #expect(message { try view.requiredOrNull("a/b") as String? } == "/data/0/a~1b: required, but absent (at byte 9)")
        #expect(
            message { try view.required("b64_json") as Data } == "/data/0/b64_json: expected a string of base64, found null (at byte 21)")
        #expect(message { try view.optional("n") as Int? } == "/data/0/n: expected an integer, found a string (at byte 30)")
        #expect(message { try view.optional("tags") as [Bool]? } == "/data/0/tags/1: expected a boolean, found a number (at byte 47)")
        #expect(message { try view.optional("f") as Int? } == "/data/0/f: expected an integer, found 1.5 (at byte 54)")
        #expect(message { try view.optional("o") as [String: Int]? } == "/data/0/o: expected an object, found an array (at byte 62)")
        #expect(message { try view.optional("b") as Bool? } == "/data/0/b: expected a boolean, found a string (at byte 69)")
        #expect(message { try view.optional("n") as [Int]? } == "/data/0/n: expected an array, found a string (at byte 30)")
        #expect(message { try view.optional("n") as Double? } == "/data/0/n: expected a number, found a string (at byte 30)")
    }

    @Test func aHundredPropertiesInOrderAreEachLookedAtOnce() throws {
        // Measured by what it finds, not by a clock: the order of the text and its reverse give the same.
        let members = (0..<100).map { "\"key\($0)\":\($0)" }.joined(separator: ",")
        var view = try object("{\(members)}")
        #expect(try view.required("key0") == 0)
        #expect(try view.required("key99") == 99)
        #expect(try view.required("key50") == 50)
        #expect(try view.additional() as [String: Int] == Dictionary(uniqueKeysWithValues: (0..<100).map { ("key\($0)", $0) }))
    }
}
