import APIRuntime
import Foundation
import Testing

@Suite struct CodableBridgeTests {
    /// A type of a user's, with models in it.
    struct Album: Codable, Hashable {
        let image: Picture
        let images: [Picture]
        let byName: [String: Picture]
        let size: PictureSize
        let maybe: Picture?
        let day: CalendarDate
        let seed: Nullable<Int>
    }

    private func album() throws -> Album {
        let picture: Picture = try JSONDocument(parsing: Picture.everything).decode()
        let day = try #require(CalendarDate("2024-02-29"))
        return Album(
            image: picture, images: [picture, Picture(model: "cub")], byName: ["a": Picture(model: "a")], size: .square256, maybe: nil,
            day: day, seed: .null)
    }

    @Test func modelsInTypesOfAUserGoThroughJSONEncoderAndDecoder() throws {
        let album = try album()
        let data = try JSONEncoder().encode(album)
        #expect(try JSONDecoder().decode(Album.self, from: data) == album)
        // The runtime's own reader reads what JSONEncoder has written, and the other way about.
        let value: JSONValue = try JSONDocument(parsing: data).decode()
        #expect(try value["image"]?.decode(Picture.self) == album.image)
        #expect(try JSONDecoder().decode(Picture.self, from: Data(Picture.everything.utf8)) == album.image)
    }

    @Test(arguments: [PropertyListSerialization.PropertyListFormat.xml, .binary])
    func modelsInTypesOfAUserGoThroughPropertyLists(format: PropertyListSerialization.PropertyListFormat) throws {
        let encoder = PropertyListEncoder()
        encoder.outputFormat = format
        let picture = Picture(
            model: "fox", n: 2, size: .square512, seed: .null, data: Data([1, 2, 3]), raw: ["a": [1, nil, 0.25, "x", true, [:]]],
            children: [Picture(model: "cub", parent: "fox")], score: 0.1, created: Date(timeIntervalSince1970: 0))
        let album = Album(
            image: picture, images: [picture], byName: ["a": picture], size: .square256, maybe: picture,
            day: try #require(CalendarDate("2024-02-29")),
            seed: 3)
        #expect(try PropertyListDecoder().decode(Album.self, from: try encoder.encode(album)) == album)
    }

    @Test func keysAndFormatsOfTheDescriptionAreKeptWhateverTheStrategiesOfTheCoder() throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.dataEncodingStrategy = .deferredToData
        encoder.dateEncodingStrategy = .secondsSince1970
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let picture = Picture(model: "m", data: Data([0]), created: Date(timeIntervalSince1970: 0), extra: ["camelCase": 1])
        let data = try encoder.encode(["theKey": picture])
        #expect(
            String(decoding: data, as: UTF8.self)
                == #"{"theKey":{"b64_json":"AA==","camelCase":1,"created":"1970-01-01T00:00:00Z","model":"m","parent":null}}"#)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        #expect(try decoder.decode([String: Picture].self, from: data) == ["theKey": picture])
    }

    @Test func numbersAreKeptAsFarAsTheCoderCan() throws {
        let text =
            #"[0,-1,9223372036854775807,-9223372036854775808,18446744073709551615,0.1,1e-7,1.5e300,12345678901234567890123456789012345678,3.14159265358979323846]"#
        let value: JSONValue = try JSONDocument(parsing: text).decode()
        #expect(try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) == value)
        #expect(try JSONDocument(parsing: try JSONEncoder().encode(value)).decode(JSONValue.self) == value)
        #expect(throws: EncodingError.self) { try JSONEncoder().encode(JSONDocument(parsing: "[1e400]").decode(JSONValue.self)) }
    }

    @Test func booleansNumbersAndStringsStayWhatTheyAre() throws {
        let text = #"[true,false,1,0,"1","true",null,{},[],[[]],{"a":null}]"#
        let value: JSONValue = try JSONDocument(parsing: text).decode()
        #expect(try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) == value)
        #expect(String(decoding: try JSONEncoder().encode(value), as: UTF8.self) == text)
        let plist = try PropertyListEncoder().encode(value)
        #expect(try PropertyListDecoder().decode(JSONValue.self, from: plist) == value)
    }

    @Test func whatIsWrongInAModelIsADecodingErrorWithItsPath() throws {
        func context(_ text: String) -> (path: [String], message: String)? {
            do {
                _ = try JSONDecoder().decode([String: [Picture]].self, from: Data(text.utf8))
                return nil
            } catch DecodingError.keyNotFound(let key, let context) {
                return (context.codingPath.map(\.stringValue) + ["missing \(key.stringValue)"], context.debugDescription)
            } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context), DecodingError.dataCorrupted(
                let context)
            {
                return (context.codingPath.map { $0.intValue.map { "\($0)" } ?? $0.stringValue }, context.debugDescription)
            } catch {
                return ([], "\(error)")
            }
        }
        #expect(try #require(context(#"{"a":[{"parent":null}]}"#)) == (["a", "Index 0", "missing model"], "required, but absent"))
        #expect(
            try #require(context(#"{"a":[{"model":"m","parent":null,"children":[{"model":1}]}]}"#))
                == (["a", "0", "children", "0", "model"], "expected a string, found a number"))
        #expect(try #require(context(#"{"a":[{"model":null}]}"#)) == (["a", "0", "model"], "expected a string, found null"))
        #expect(
            try #require(context(#"{"a":[{"model":"m","parent":null,"b64_json":"?"}]}"#))
                == (["a", "0", "b64_json"], "invalid base64: `?` is not of its alphabet"))
    }

    @Test func whatJSONCannotHoldIsAnEncodingErrorWithItsPath() throws {
        let error = #expect(throws: EncodingError.self) {
            try JSONEncoder().encode(["a": Picture(model: "m", children: [Picture(model: "c", score: .nan)])])
        }
        guard case .invalidValue(_, let context)? = error else { return }
        #expect(context.codingPath.map(\.stringValue) == ["a", "children", "0", "score"])
        #expect(context.debugDescription == "JSON has no infinity and no not-a-number")
    }
}
