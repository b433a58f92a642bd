import APIRuntime
import Foundation
import Testing

@Suite struct JSONNumberTests {
    private func read<Value: JSONDecodable>(_ text: String, _ type: Value.Type = Value.self) throws -> Value {
        try JSONDocument(parsing: text).decode()
    }

    private func message<Value: JSONDecodable>(_ text: String, _ type: Value.Type) -> String? {
        #expect(throws: JSONError.self) { try read(text, type) }?.description
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("1.0", 1), ("1e3", 1000), ("1E+3", 1000), ("10e-1", 1), ("1.50e1", 15), ("-1.50e+1", -15), ("0e400", 0),
            ("0.000e-99999999999999999999", 0), ("9223372036854775807", .max), ("-9223372036854775808", .min),
            ("9223372036854775807.000", .max),
            ("922337203685477580.7e1", .max), ("1000000000000000000", 1_000_000_000_000_000_000),
            ("123456789012345678", 123_456_789_012_345_678),
            ("10000000000000000000000000e-25", 1),
        ] as [(String, Int64)])
    func integersAreExactHoweverTheyAreWritten(text: String, value: Int64) throws {
        #expect(try read(text, Int64.self) == value)
        #expect(try read(text, Int.self) == Int(value))
    }

    @Test func integersBeyondTheRangeOfTheTypeAreErrorsWithValueAndType() throws {
        #expect(message("9223372036854775808", Int.self) == "9223372036854775808 is beyond the range of Int (at byte 0)")
        #expect(message("-9223372036854775809", Int64.self) == "-9223372036854775809 is beyond the range of Int64 (at byte 0)")
        #expect(message("[2147483648]", [Int32].self) == "/0: 2147483648 is beyond the range of Int32 (at byte 1)")
        #expect(message("1e400", Int.self) == "1e400 is beyond the range of Int (at byte 0)")
        #expect(message("1e99999999999999999999", Int.self) == "1e99999999999999999999 is beyond the range of Int (at byte 0)")
        #expect(message("1.5", Int.self) == "expected an integer, found 1.5 (at byte 0)")
        #expect(message("1e-1", Int.self) == "expected an integer, found 1e-1 (at byte 0)")
        let long = String(repeating: "9", count: 1000)
        #expect(message(long, Int.self) == "\(long.prefix(64))… is beyond the range of Int (at byte 0)")
        #expect(try read("2147483647", Int32.self) == .max)
        #expect(try read("-2147483648", Int32.self) == .min)
    }

    @Test(arguments: [
        "0", "-0", "0.1", "1e22", "1e23", "123456789012345678", "0.30000000000000004", "5e-324", "2.2250738585072011e-308", "4.9e-324",
        "1.7976931348623157e308", "9007199254740993", "9007199254740992.5", "1.00000000000000011102230246251565404236316680908203125",
        "1.00000000000000011102230246251565404236316680908203126", "179769313486231580793e288", "-0.0069292834", "123e-22", "1e-23",
        "8.5e-1", "3e0",
        "0.0000000000000000000000000000000000000000000001", "999999999999999999e22",
    ])
    func doublesAreTheOnesNextToTheText(text: String) throws {
        let expected = try #require(Double(text))
        let value = try read(text, Double.self)
        #expect(value.bitPattern == expected.bitPattern)
        let float = try #require(Float(text))
        if float.isFinite { #expect(try read(text, Float.self).bitPattern == float.bitPattern) }
    }

    @Test func aHundredThousandDecimalsAreReadAsStrtodReadsThem() throws {
        var generator = SplitMix(state: 42)
        for _ in 0..<100_000 {
            let digits = generator.next() >> (generator.next() % 60)
            let text = "\(digits % 10_000_000_000_000_000).\(generator.next() % 1000)e\(Int(generator.next() % 50) - 25)"
            #expect(try read(text, Double.self) == Double(text))
        }
    }

    @Test func numbersBeyondTheRangeAreErrorsAndTinyOnesAreZero() throws {
        #expect(message("[1e400]", [Double].self) == "/0: 1e400 is beyond the range of Double (at byte 1)")
        #expect(message("-1e400", Double.self) == "-1e400 is beyond the range of Double (at byte 0)")
        #expect(message("1e39", Float.self) == "1e39 is beyond the range of Float (at byte 0)")
        #expect(try read("1e-400", Double.self) == 0)
    }

    @Test(
        arguments: [
            (0, "0"), (-0.0, "-0"), (1, "1"), (0.1, "0.1"), (100, "100"), (-2.5, "-2.5"), (1e16, "1e+16"), (1e22, "1e+22"),
            (Double.leastNonzeroMagnitude, "5e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"), (9_007_199_254_740_992, "9007199254740992"),
            (1.0 / 3, "0.3333333333333333"),
        ] as [(Double, String)])
    func doublesAreWrittenAsTheShortestTextThatReadsBack(value: Double, text: String) throws {
        #expect(String(decoding: try JSONWriter.bytes(value), as: UTF8.self) == text)
        #expect(try read(text, Double.self).bitPattern == value.bitPattern)
    }

    @Test func floatsAreWrittenAsTheirOwnShortestText() throws {
        #expect(String(decoding: try JSONWriter.bytes([Float(0.3), 1, 16_777_216]), as: UTF8.self) == "[0.3,1,16777216]")
    }

    @Test(arguments: [0, 1, -1, 9, 10, 99, 100, 1234567890, .max, .min] as [Int])
    func integersAreWrittenExactly(value: Int) throws {
        #expect(String(decoding: try JSONWriter.bytes(value), as: UTF8.self) == "\(value)")
    }

    @Test func valuesThatJSONHasNoTextForAreErrorsWithTheirPlace() throws {
        let values: [String: [Double]] = ["a": [1], "b/c": [2, .nan, .infinity]]
        #expect(throws: JSONError(.notFinite, pointer: "/b~1c/1")) { try JSONWriter.bytes(values) }
        #expect(throws: JSONError(.notFinite, pointer: "")) { try JSONWriter.bytes(-Float.infinity) }
        #expect(JSONError(.notFinite, pointer: "/a").description == "/a: JSON has no infinity and no not-a-number")
    }

    @Test func freeFormNumbersKeepTheirText() throws {
        let text = #"[1.0,1e400,123456789012345678901234567890,-0,0.10]"#
        #expect(String(decoding: try JSONWriter.bytes(try read(text, JSONValue.self)), as: UTF8.self) == text)
    }

    @Test func freeFormNumbersAreEqualByValue() throws {
        func number(_ text: String) throws -> JSONNumber { try #require(JSONNumber(text)) }
        for (left, right, equal) in [
            ("1", "1.0", true), ("1", "10e-1", true), ("0", "-0.0e5", true), ("100", "1e2", true), ("1", "-1", false),
            ("1", "1.0000000000000000001", false),
            ("123456789012345678901234567890", "123456789012345678901234567891", false), ("1e400", "10e399", true),
        ] {
            #expect((try number(left) == number(right)) == equal)
            if equal { #expect(try number(left).hashValue == number(right).hashValue) }
        }
        #expect(JSONNumber("1.") == nil)
        #expect(JSONNumber(" 1") == nil)
        #expect(JSONNumber("\"1\"") == nil)
        #expect(JSONNumber(Double.nan) == nil)
        #expect(try number("1e3").integer(Int8.self) == nil)
        #expect(try number("12e1").integer(Int8.self) == 120)
        #expect(try number("1e400").double == nil)
        #expect(try number("0.5").double == 0.5)
    }
}

/// A small generator whose numbers are the same on every run (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
/// Generators", 2014).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
