import APIRuntime
import Foundation
import Testing

@Suite struct DateTests {
    private func read<Value: JSONDecodable>(_ text: String, _ type: Value.Type = Value.self) throws -> Value {
        try JSONDocument(parsing: "\"\(text)\"").decode()
    }

    private func written(_ value: some JSONEncodable) throws -> String { String(decoding: try JSONWriter.bytes(value), as: UTF8.self) }

    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2001-01-01T00:00:00Z", 978_307_200), ("2024-02-29T12:30:45Z", 1_709_209_845),
            ("2024-02-29t12:30:45z", 1_709_209_845), ("2024-02-29T14:00:45+01:30", 1_709_209_845),
            ("2024-02-29T04:30:45-08:00", 1_709_209_845),
            ("2024-02-29T12:30:45.5Z", 1_709_209_845.5), ("2024-02-29T12:30:45.123Z", 1_709_209_845.123),
            ("2024-02-29T12:30:45.123456789123Z", 1_709_209_845.123456789), ("1969-12-31T23:59:59.25Z", -0.75),
            ("0000-01-01T00:00:00Z", -62_167_219_200), ("9999-12-31T23:59:59Z", 253_402_300_799), ("2016-12-31T23:59:60Z", 1_483_228_800),
            ("2017-01-01T00:59:60+01:00", 1_483_228_800), ("1900-03-01T00:00:00Z", -2_203_891_200),
        ] as [(String, Double)])
    func dateTimesOfRFC3339AreRead(text: String, seconds: Double) throws {
        let date: Date = try read(text)
        #expect(abs(date.timeIntervalSince1970 - seconds) < 1e-6)
    }

    @Test(arguments: [
        "2024-02-29T12:30:45", "2024-02-29 12:30:45", "2024-02-29T12:30:45.000", "2024-02-29 12:30:45Z", "2024-02-29T12:30:45+0000",
        "2024-02-29T12:30:45+00", "2024-02-29T12:30:45.0-0000", "2024-02-29T14:00:45+0130", "2024-02-29T13:30:45.000+01",
    ])
    func whatServersMakeOfThemIsRead(text: String) throws {
        #expect(try read(text, Date.self) == Date(timeIntervalSince1970: 1_709_209_845))
    }

    @Test(arguments: [
        "", "2024-02-29", "2024-02-29T12:30", "2024-02-30T12:30:45Z", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z",
        "2024-01-01T24:00:00Z",
        "2024-01-01T00:60:00Z", "2024-01-01T00:00:61Z", "2024-01-01T12:00:60Z", "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00.",
        "2024-01-01T00:00:00+24:00", "2024-01-01T00:00:00Zx", "2024-01-01T00:00:00+", "2024-01-01T00:00:00+1", "2024-01-01T00:00:00+01:",
        "2024-01-01T00:00:00+01000", "2024-01-01T00:00:00+01:0", "2024-01-01T00:00:00+0160", "2024-01-01_00:00:00Z", "24-01-01T00:00:00Z",
        "2024-1-01T00:00:00Z",
        "2024-01-01T00:00:00,5Z", "1709209845",
    ])
    func anythingElseIsAnError(text: String) {
        let error = #expect(throws: JSONError.self) { try read(text, Date.self) }
        #expect(error?.description == "expected a date-time such as 2024-02-29T12:30:00Z, found \"\(text)\" (at byte 0)")
    }

    @Test(arguments: [
        "1970-01-01T00:00:00Z", "2024-02-29T12:30:45Z", "2024-02-29T12:30:45.5Z", "2024-02-29T12:30:45.123Z", "2024-02-29T12:30:45.123456Z",
        "1969-12-31T23:59:59.25Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2000-02-29T23:59:59.001Z", "1582-10-04T01:02:03Z",
    ])
    func datesAreWrittenInUTCWithTheFractionThatTheyHave(text: String) throws {
        #expect(try written(try read(text, Date.self)) == "\"\(text)\"")
    }

    /// Further from 2001 than three months, where the steps between two values of `Date` are longer than a nanosecond.
    @Test func aDateReadsBackAsItself() throws {
        var generator = SplitMix(state: 3)
        for _ in 0..<10_000 {
            let date = Date(
                timeIntervalSince1970: Double(1_000_000_000 + generator.next() % 3_000_000_000) + Double(generator.next() % 1_000_000) / 1e6
            )
            let text = try written(date)
            #expect(try JSONDocument(parsing: text).decode(Date.self) == date)
        }
    }

    /// `Date` has a step of 31 microseconds there, and .NET writes its last point in time with seven digits.
    @Test(arguments: [
        ("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.99997Z"), ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.99997Z"),
        ("9999-12-31T23:59:59.999999999999Z", "9999-12-31T23:59:59.99997Z"), ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
        ("9999-12-31T21:59:59.9999999-02:00", "9999-12-31T23:59:59.99997Z"),
        ("9999-12-31T23:59:59.9999999-02:00", "9999-12-31T23:59:59.99997-02:00"), ("9999-12-31T23:59:60Z", "9999-12-31T23:00:00-01:00"),
        ("9999-12-31T23:59:59-00:30", "9999-12-31T23:29:59-01:00"),
        ("9999-12-31T23:59:59.9999999-23:59", "9999-12-31T23:59:59.99997-23:59"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"), ("0001-01-01T00:00:00+02:00", "0000-12-31T22:00:00Z"),
        ("0001-01-01T00:00:00.0000001-02:00", "0001-01-01T02:00:00Z"), ("0000-01-01T00:00:00+02:00", "0000-01-01T00:00:00+02:00"),
        ("0000-01-01T00:00:00.25+00:30", "0000-01-01T00:30:00.25+01:00"), ("0000-01-01T00:00:00+23:59", "0000-01-01T00:00:00+23:59"),
    ])
    func whatIsReadAtTheEndsOfTimeCanBeWritten(text: String, expected: String) throws {
        let date = try read(text, Date.self)
        #expect(try written(date) == "\"\(expected)\"")
        #expect(try read(expected, Date.self) == date)
    }

    @Test func aFractionDoesNotLeadIntoTheNextSecond() throws {
        for text in ["2024-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.9999999999Z", "0000-12-31T23:59:59.9999999Z"] {
            #expect(try written(try read(text, Date.self)).hasPrefix("\"\(text.prefix(20))9999"))
        }
    }

    @Test func datesThatHaveNoTextAreErrorsWithTheirPlace() throws {
        for date in [
            Date(timeIntervalSince1970: 253_402_300_800 + 86_340), Date(timeIntervalSince1970: -62_167_219_200 - 86_341),
            Date(timeIntervalSince1970: .infinity), Date(timeIntervalSince1970: -.nan),
        ] {
            #expect(throws: JSONError(.dateOutOfRange, pointer: "/at")) { try JSONWriter.bytes(["at": date]) }
        }
    }

    @Test func calendarDatesAreDaysThatExist() throws {
        #expect(try read("2024-02-29", CalendarDate.self) == CalendarDate(year: 2024, month: 2, day: 29))
        #expect(try written(try read("0033-04-03", CalendarDate.self)) == "\"0033-04-03\"")
        for text in [
            "2023-02-29", "1900-02-29", "2024-00-01", "2024-04-31", "2024-1-1", "2024-01-01T00:00:00Z", "", "2024/01/01", "-024-01-01",
        ] {
            let error = #expect(throws: JSONError.self) { try read(text, CalendarDate.self) }
            #expect(error?.description == "expected a date such as 2024-02-29, found \"\(text)\" (at byte 0)")
        }
        let days = ["2024-02-29", "2023-12-31", "2024-03-01"].compactMap { CalendarDate($0) }
        #expect(days.sorted().map(\.description) == ["2023-12-31", "2024-02-29", "2024-03-01"])
        #expect(CalendarDate(year: 2000, month: 2, day: 29) != nil)
    }

    @Test func everyDayOfTheCalendarReadsAndWritesAsFoundationDoes() throws {
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: false)
        for day in stride(from: -719_528, through: 2_932_896, by: 97) {
            let date = Date(timeIntervalSince1970: Double(day) * 86400)
            let text = try written(date)
            // Foundation's calendar is Julian before 1582-10-15, RFC 3339's is not.
            if day > -141_427 { #expect(text == "\"\(date.formatted(format))\"") }
            #expect(try JSONDocument(parsing: text).decode(Date.self) == date)
        }
    }

    @Test func uuidsAndURLsKeepTheirText() throws {
        let uuid = "0f8fad5b-d9cb-469f-a165-70867728950e"
        #expect(try written(try read(uuid, UUID.self)) == "\"\(uuid)\"")
        #expect(try written(try read(uuid.uppercased(), UUID.self)) == "\"\(uuid)\"")
        for url in [
            "https://example.com/a?b=c#d", "https://example.com", "https://example.com/%20x", "a/b", "data:image/png;base64,QQ==",
            "https://user@h:8/p/../q", "",
        ] {
            #expect(try written(try read(url, URL.self)) == "\"\(url)\"")
        }
        #expect(throws: JSONError(.malformed(expected: "a UUID", value: "x"), pointer: "", offset: 0)) { try read("x", UUID.self) }
        let malformed = JSONError(.malformed(expected: "a URL", value: "http://["), pointer: "", offset: 0)
        #expect(throws: malformed) { try read("http://[", URL.self) }
    }
}
