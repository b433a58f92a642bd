import APIRuntime
import Foundation
import GoldenScalars
import Testing

@Suite struct ScalarsTests {
    private let text =
        #"{"flag":true,"count":-1,"small":2147483647,"large":9223372036854775807,"ratio":0.1,"single":0.3,"precise":1e-7,"text":"t","secret":"s","mail":"a@b","moment":"2024-02-29T12:00:00.5Z","day":"2024-02-29","identity":"123e4567-e89b-12d3-a456-426614174000","link":"https://example.com/a?b=c","bytes":"AAEC","encoded":"/+8=","picture":"iVBO","odd":"90210","tiny":255,"money":12.34,"huge":18446744073709551615,"exact":9007199254740993}"#

    @Test func readsEachFormatIntoItsType() throws {
        let value = try decoded(text, as: Scalars.self)
        #expect(value.flag == true)
        #expect(value.count == -1)
        #expect(value.small == Int32.max)
        #expect(value.large == Int64.max)
        #expect(value.ratio == 0.1)
        #expect(value.single == Float(0.3))
        #expect(value.precise == 1e-7)
        #expect(value.moment == Date(timeIntervalSince1970: 1_709_208_000.5))
        #expect(value.day == CalendarDate(year: 2024, month: 2, day: 29))
        #expect(value.identity == UUID(uuidString: "123e4567-e89b-12d3-a456-426614174000"))
        #expect(value.link == URL(string: "https://example.com/a?b=c"))
        #expect(value.bytes == Data([0, 1, 2]))
        #expect(value.encoded == Data([255, 239]))
        #expect(value.picture == Data([0x89, 0x50, 0x4E]))
        #expect(value.odd == "90210")
        #expect(value.huge == UInt64.max)
        #expect(value.exact == 9_007_199_254_740_993)
    }

    @Test func writesWhatItRead() throws {
        let value = try decoded(text, as: Scalars.self)
        #expect(try decoded(try encoded(value), as: Scalars.self) == value)
        #expect(
            try encoded(Scalars(moment: value.moment, day: value.day, identity: value.identity, bytes: value.bytes))
                == #"{"moment":"2024-02-29T12:00:00.5Z","day":"2024-02-29","identity":"123e4567-e89b-12d3-a456-426614174000","bytes":"AAEC"}"#
        )
    }

    @Test func readsNumbersOfSeveralFormatsIntoATypeThatHoldsAll() throws {
        let text =
            #"{"halves":2.5,"half":0.5,"wider":9223372036854775807,"widest":-9223372036854775808,"middle":4294967295,"natural":18446744073709551615,"signedOrNot":18446744073709551615,"anyOrUnsigned":-1,"singleOrDouble":0.1}"#
        try expectRoundTrip(text, as: Scalars.self)
        let value = try decoded(text, as: Scalars.self)
        #expect(value.halves == 2.5)
        #expect(value.wider == Int64.max)
        #expect(value.widest == Int64.min)
        #expect(value.middle == Int(UInt32.max))
        #expect(value.natural == UInt64.max)
        #expect(value.signedOrNot == .integer2(.max))
        #expect(value.anyOrUnsigned == .integer2(-1))
        #expect(violations(of: value) == [])
        for small in [-1, 1] {
            #expect(try decoded("\(small)", as: Scalars.SignedOrNot.self) == .integer(Int64(small)))
            #expect(violations(of: Scalars.SignedOrNot.integer(Int64(small))) == [])
        }
        #expect(violations(of: Scalars(halves: 1.5, half: 0.25)).count == 2)
    }

    @Test func readsNumbersThatComeAsText() throws {
        let numbers = Measures(total: 12, ratio: -1.5e3, gap: 9_007_199_254_740_993, next: .value(3), page: 4)
        for text in [
            #"{"total":12,"ratio":-1500,"gap":9007199254740993,"next":3,"page":4}"#,
            #"{"total":"12","ratio":"-1.5e3","gap":"9007199254740993","next":"3","page":"4"}"#,
        ] {
            #expect(try decoded(text) == numbers)
        }
        #expect(try encoded(numbers) == #"{"total":12,"ratio":-1500,"gap":9007199254740993,"next":3,"page":4}"#)
        let nothing = try decoded(#"{"total":"-1","ratio":0,"gap":null,"next":null}"#, as: Measures.self)
        #expect(nothing == Measures(total: -1, ratio: 0, gap: nil, next: .null))
        #expect(violations(of: nothing) == ["/total: must be at least 0, is -1"])
        for total in [#""""#, #""x""#, #"" 1""#, #""nan""#, #""0x1""#, #""2147483648""#, #""1.5""#, "true", "null", "2147483648"] {
            let error = #expect(throws: JSONError.self) {
                try decoded(#"{"total":\#(total),"ratio":0,"gap":0}"#, as: Measures.self)
            }
            #expect(error?.pointer == "/total")
        }
        #expect(throws: JSONError.self) { try decoded(#"{"ratio":0,"gap":0}"#, as: Measures.self) }
    }

    @Test func readsNumbersThatComeAsTextInListsAndMaps() throws {
        let text = #"{"total":1,"ratio":1,"gap":1,"codes":["7",8],"counts":{"a":"9007199254740993","b":2},"grid":[["-1.5e3",null,2],[]]}"#
        let measures = try decoded(text, as: Measures.self)
        #expect(measures.codes == [7, 8])
        #expect(measures.counts == ["a": 9_007_199_254_740_993, "b": 2])
        #expect(measures.grid == .value([[.value(-1.5e3), .null, .value(2)], []]))
        let numbers = #"{"total":1,"ratio":1,"gap":1,"codes":[7,8],"counts":{"a":9007199254740993,"b":2},"grid":[[-1500,null,2],[]]}"#
        #expect(try encoded(measures) == numbers)
        let rest = #"{"total":1,"ratio":1,"gap":1,"#
        #expect(violations(of: try decoded(rest + #""codes":["-7"]}"#, as: Measures.self)) == ["/codes/0: must be at least 0, is -7"])
        #expect(try decoded(rest + #""codes":null,"grid":null}"#, as: Measures.self).grid == .null)
        for (wrong, pointer) in [
            (#""codes":["7","x"]"#, "/codes/1"), (#""codes":"7""#, "/codes"), (#""codes":[null]"#, "/codes/0"),
            (#""counts":{"a":"1.5"}"#, "/counts/a"), (#""counts":["1"]"#, "/counts"), (#""grid":[["1"],["" ]]"#, "/grid/1/0"),
        ] {
            let error = #expect(throws: JSONError.self) { try decoded("\(rest)\(wrong)}", as: Measures.self) }
            #expect(error?.pointer == pointer)
        }
    }

    /// A text that is no number, or stands where only one of the two types could be, is kept.
    @Test func keepsTextsThatMayBeNumbers() throws {
        let text = #"{"total":1,"ratio":1,"gap":1,"postcode":"01234","month":"2024-05","shared":"7","others":["8",9]}"#
        let measures = try decoded(text, as: Measures.self)
        #expect(measures.postcode == .string("01234"))
        #expect(measures.month == .string("2024-05"))
        #expect(measures.shared == .string("7"))
        #expect(measures.others == [.string("8"), .integer(9)])
        try expectRoundTrip(text, as: Measures.self)
    }

    @Test func readsNumbersThatComeAsTextWhereSeveralSchemasDescribeThem() throws {
        let large = try decoded(#"{"total":1,"ratio":1,"gap":1,"page":"2","next":"3"}"#, as: LargeMeasures.self)
        #expect(large.page == 2)
        #expect(violations(of: large) == ["/next: must be at least 4, is 3", "/page: must be at least 3, is 2"])
    }

    @Test func holdsAnIntegerOf64BitsAgainstItsLimits() throws {
        #expect(Scalars.Defaults.huge == UInt64.max - 1)
        #expect(try encoded(Scalars(huge: .max)) == #"{"huge":18446744073709551615}"#)
        #expect(try encoded(Scalars(huge: 7)) == #"{"huge":7}"#)
        #expect(violations(of: Scalars(huge: .max)) == ["/huge: must be at most 18446744073709551614, is 18446744073709551615"])
        #expect(violations(of: Scalars(huge: 0)) == ["/huge: must be at least 1, is 0"])
        #expect(violations(of: Scalars(huge: 1 << 63)) == [])
        #expect(refusal(of: #"{"huge":-1}"#, as: Scalars.self) == "/huge: -1 is beyond the range of UInt64 (at byte 8)")
    }

    @Test func refusesWhatIsNotOfTheFormat() {
        #expect(refusal(of: #"{"small":2147483648}"#, as: Scalars.self) == "/small: 2147483648 is beyond the range of Int32 (at byte 9)")
        #expect(refusal(of: #"{"count":1.5}"#, as: Scalars.self) == "/count: expected an integer, found 1.5 (at byte 9)")
        #expect(refusal(of: #"{"day":"2023-02-29"}"#, as: Scalars.self)?.hasPrefix("/day: expected ") == true)
        #expect(refusal(of: #"{"bytes":"A"}"#, as: Scalars.self)?.hasPrefix("/bytes: invalid base64: ") == true)
    }
}
