import Testing

@testable import OpenAPI

/// Numbers as the text has them: compared and counted digit by digit, whatever their length and spelling.
@Suite struct NumberTests {
    /// From the smallest to the largest.
    private static let ascending = [
        "-1e999999999999999999999", "-1e400", "-9223372036854775809", "-9223372036854775808", "-10", "-9.5", "-1e-400", "0",
        "1e-999999999999999999999", "1e-400", "0.09", "0.1", "9", "10", "9007199254740992", "9007199254740993", "9223372036854775807",
        "9223372036854775808",
        "9223372036854775809", "1e400", "2e400", "1e401", "1e999999999999999999999",
    ]

    @Test func areOrderedByWhatTheyAreWorth() {
        for (index, small) in Self.ascending.enumerated() {
            #expect(!Number(text: small).isLess(than: Number(text: small)), "\(small)")
            for large in Self.ascending[(index + 1)...] {
                #expect(Number(text: small).isLess(than: Number(text: large)), "\(small) \(large)")
                #expect(!Number(text: large).isLess(than: Number(text: small)), "\(large) \(small)")
            }
        }
    }

    @Test(arguments: [
        ["1", "1.0", "10e-1", "0.1e1", "1.000"], ["0", "-0", "0.0", "0e5", "-0.0e-400"], ["1200", "1.2e3", "12E+2"], ["1e400", "10e399"],
    ])
    func areTheSameHoweverTheyAreSpelled(_ spellings: [String]) {
        for first in spellings {
            for second in spellings {
                #expect(!Number(text: first).isLess(than: Number(text: second)), "\(first) \(second)")
            }
        }
    }

    @Test(
        arguments: [
            ("0", 0), ("-0.0", 0), ("0e400", 0), ("12", 12), ("1.2e1", 12), ("1200e-2", 12), ("9007199254740993.0", 9_007_199_254_740_993),
            ("9223372036854775807.0", .max), ("9223372036854775808", .max), ("1e19", .max), ("1e400", .max),
            ("1e999999999999999999999", .max),
            ("1.5", nil), ("1e-1", nil), ("-1", nil), ("-1e400", nil), ("1e-400", nil), ("1e-999999999999999999999", nil),
        ] as [(String, Int?)])
    func aCountIsWholeAndNotNegative(_ text: String, _ count: Int?) {
        #expect(Number(text: text).count == count)
    }

    @Test(
        arguments: [
            ("-9223372036854775808.0", .min), ("-9223372036854775809.0", nil), ("922337203685477580.7e1", .max),
            ("1e18", 1_000_000_000_000_000_000),
            ("1e19", nil), ("1e20", nil), ("1e400", nil), ("0.5", nil), ("-20e-1", -2),
        ] as [(String, Int64?)])
    func anIntegerFitsOrIsNone(_ text: String, _ integer: Int64?) {
        #expect(Number(text: text).integer(as: Int64.self) == integer)
    }

    @Test func countsBeyondInt64AreRead() {
        let (schema, said) = Source.schema(
            "{ minLength: 0.0, maxLength: 99999999999999999999, minItems: 9007199254740993.0, maxItems: 1e400, maxProperties: 1e1 }")
        #expect(said == [])
        #expect(schema?.minLength == 0)
        #expect(schema?.maxLength == .max)
        #expect(schema?.minItems == 9_007_199_254_740_993)
        #expect(schema?.maxItems == .max)
        #expect(schema?.maxProperties == 10)
    }

    @Test func aNumberInQuotesIsReadAndSaid() {
        let (schema, said) = Source.schema("{ maxLength: '10', maximum: \"1.5\" }")
        #expect(schema?.maxLength == 10)
        #expect(schema?.numbers.maximum?.text == "1.5")
        #expect(
            said == [
                "openapi.yaml:6:21: maxLength is \"10\", a string; it is read as 10 [quoted-number]",
                "openapi.yaml:6:36: maximum is \"1.5\", a string; it is read as 1.5 [quoted-number]",
            ])
    }

    @Test(arguments: ["1.5", "-1", "1e-400", ".inf", ".nan", "ten", "'1.5'", "[1]"])
    func whatIsNoCountIsAnError(_ text: String) {
        let (schema, said) = Source.schema("{ maxLength: \(text) }")
        #expect(schema?.maxLength == nil)
        #expect(said.count(where: { $0.hasSuffix("[unexpected-kind]") }) == 1)
        #expect(said.contains { $0.contains("maxLength must be a whole number from 0, but is ") })
    }
}
