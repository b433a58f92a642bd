/// A day of the Gregorian calendar, without a time and without a time zone (format `date`: a full-date of RFC 3339).
public struct CalendarDate: Hashable, Sendable {
    /// The year, 0 to 9999.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, from 1.
    public let day: Int

    /// Nil where the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard 0...9999 ~= year, 1...12 ~= month, 1...Self.days(inMonth: month, of: year) ~= day else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CalendarDate: Comparable {
    /// Whether the day is earlier.
    public static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CalendarDate: LosslessStringConvertible {
    /// Reads `2024-02-29`; nil where the text is in another form or the calendar has no such day.
    public init?(_ description: String) {
        var text = description
        guard let date = text.withUTF8({ $0.count == 10 ? Self(fullDate: $0) : nil }) else { return nil }
        self = date
    }

    /// The day as in `2024-02-29`.
    public var description: String {
        DecimalText.padded(year, to: 4) + "-" + DecimalText.padded(month, to: 2) + "-" + DecimalText.padded(day, to: 2)
    }

    /// Reads the first ten bytes of a text.
    init?(fullDate text: UnsafeBufferPointer<UInt8>) {
        guard text.count >= 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            let year = DecimalText.value(text[0..<4]), let month = DecimalText.value(text[5..<7]), let day = DecimalText.value(text[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

extension CalendarDate {
    /// Days since 1970-01-01 (Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`).
    var daysSince1970: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day that many days after 1970-01-01 (`civil_from_days` of the same); nil beyond the years 0 to 9999.
    init?(daysSince1970 days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

/// Numbers of a fixed number of digits.
enum DecimalText {
    /// The value of digits; nil where one is none.
    static func value(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        var value = 0
        for byte in text {
            guard byte &- UInt8(ascii: "0") < 10 else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }

    static func padded(_ value: Int, to width: Int) -> String {
        let digits = "\(value)"
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
