import APIRuntime
import Foundation
import Testing

@Suite struct JSONModelTests {
    private func text(_ value: some JSONEncodable) throws -> String { String(decoding: try JSONWriter.bytes(value), as: UTF8.self) }

    @Test func aModelReadsEveryPropertyAndWritesTheSameText() throws {
        let picture: Picture = try JSONDocument(parsing: Picture.everything).decode()
        let expected = Picture(
            model: "fox", n: 2, size: PictureSize(rawValue: "1x1"), level: Level(rawValue: 7), seed: .null, parent: nil,
            data: Data([0, 1, 2, 255]),
            raw: ["b": [1.5, nil, .number(try #require(JSONNumber("18446744073709551616")))], "a": true], labels: ["a~/b": "x", "c": "y"],
            children: [Picture(model: "cub", parent: "fox", raw: .null)], score: 0.5, created: Date(timeIntervalSince1970: 1_709_209_845.5),
            extra: ["more_keys": ["snake_case": [false]]]
        )
        #expect(picture == expected)
        #expect(try text(picture) == Picture.everything)
    }

    @Test func aModelWithNothingOptionalWritesWhatIsRequired() throws {
        #expect(try text(Picture(model: "fox")) == #"{"model":"fox","parent":null}"#)
        #expect(try text(Picture(model: "fox", seed: .null)) == #"{"model":"fox","seed":null,"parent":null}"#)
        #expect(try text(Picture(model: "fox", seed: 5)) == #"{"model":"fox","seed":5,"parent":null}"#)
    }

    @Test func literalsOfNullableAreValuesAndNilIsAbsent() {
        let absent: Nullable<Int>? = nil
        let null: Nullable<Int>? = .null
        let number: Nullable<Int>? = 5
        let decimal: Nullable<Double> = 0.5
        let text: Nullable<String>? = "a"
        let flag: Nullable<Bool> = true
        #expect(absent == nil)
        #expect(null != nil && null?.value == nil)
        #expect((number?.value, decimal.value, text?.value, flag.value) == (5, 0.5, "a", true))
        #expect(Nullable<Int>(nil) == .null && Nullable(3) == .value(3))
    }

    @Test func openEnumsKeepUnknownValues() throws {
        let sizes: [PictureSize] = try JSONDocument(parsing: #"["256x256","","1x1"]"#).decode()
        #expect(sizes.map(\.isKnown) == [true, false, false])
        #expect(sizes == [.square256, PictureSize(rawValue: ""), PictureSize(rawValue: "1x1")])
        #expect(try text(sizes) == #"["256x256","","1x1"]"#)
        let levels: [Level] = try JSONDocument(parsing: "[1,1.0,9]").decode()
        #expect(levels.map(\.isKnown) == [true, true, false])
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: "[1]").decode([PictureSize].self) }
        #expect(error?.description == "/0: expected a string, found a number (at byte 1)")
    }

    @Test func freeFormObjectsKeepTheirOrderAndAreEqualInAny() throws {
        var object: JSONObject = ["b": 1, "a": 2, "b": 3]
        #expect(object.keys == ["b", "a"])
        object["c"] = nil
        object["c"] = [true]
        object["b"] = nil
        #expect(try text(JSONValue.object(object)) == #"{"a":2,"c":[true]}"#)
        #expect(object == ["c": [true], "a": 2.0])
        #expect(object.hashValue == (["c": [true], "a": 2.0] as JSONObject).hashValue)
        #expect(object != ["c": [true], "a": 3])

        let keys = (0..<100).map { "key\($0)" }.shuffled()
        var large = JSONObject()
        for key in keys { large[key] = .string(key) }
        large[keys[3]] = nil
        #expect(large.keys == Array(keys[..<3] + keys[4...]))
        #expect(keys.allSatisfy { large[$0] == ($0 == keys[3] ? nil : .string($0)) })
    }

    @Test func freeFormValuesAreReachedByKeyAndIndex() throws {
        let value: JSONValue = try JSONDocument(parsing: #"{"a":[{"b":"text"},1,true]}"#).decode()
        #expect(value["a"]?[0]?["b"]?.string == "text")
        #expect(value["a"]?[1]?.number?.integer() == 1)
        #expect(value["a"]?[2]?.bool == true)
        #expect(value["a"]?[3] == nil && value["b"] == nil && value[0] == nil)
        #expect(try value.decode([String: JSONValue].self).keys.sorted() == ["a"])
    }

    @Test func theWriterPutsCommasAndEscapes() throws {
        var writer = JSONWriter()
        writer.beginObject()
        writer.write("quote\"", "a\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}é\u{2028}😀")
        writer.writeKey("list")
        writer.beginArray()
        writer.write(1)
        writer.beginArray()
        writer.endArray()
        writer.writeNull()
        writer.beginObject()
        writer.endObject()
        writer.write("x")
        writer.endArray()
        writer.writeAdditional(["z": 1, "y": 2])
        writer.endObject()
        #expect(
            String(decoding: try writer.finish(), as: UTF8.self)
                == #"{"quote\"":"a\"\\/\b\f\n\r\t\u0000\u001f\#u{7F}é\#u{2028}😀","list":[1,[],null,{},"x"],"y":2,"z":1}"#)
    }

    @Test func stringsWithAnEscapeAtEveryDistanceReadBack() throws {
        for distance in 0...40 {
            for special in ["\"", "\\", "\n", "\u{1}", "é", ""] {
                let string = String(repeating: "x", count: distance) + special + String(repeating: "y", count: 40 - distance)
                #expect(try JSONDocument(parsing: try JSONWriter.bytes(string)).decode(String.self) == string)
            }
        }
    }

    @Test func aWriterThatIsNotCompleteIsAnError() {
        #expect(throws: JSONError(.incomplete, pointer: "")) { try JSONWriter().finish() }
        #expect(throws: JSONError(.incomplete, pointer: "")) {
            var writer = JSONWriter()
            writer.beginArray()
            return try writer.finish()
        }
    }

    @Test func aTypeThatWritesNothingIsNullInAnObject() throws {
        struct Nothing: JSONEncodable { func write(to json: inout JSONWriter) {} }
        #expect(try text(["a": Nothing(), "b": Nothing()]) == #"{"a":null,"b":null}"#)
    }
}
