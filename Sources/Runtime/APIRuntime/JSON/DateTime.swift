#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Text of a point in time: a date-time of RFC 3339, section 5.6. What many servers write in its place is read too: a space for the T,
/// which the RFC mentions; an offset without its colon or its minutes, as in ISO 8601; and none at all, which is taken for UTC.
enum DateTime {
    /// 2001-01-01T00:00:00Z, from which `Date` counts, in seconds since 1970.
    private static let referenceDate = 978_307_200

    /// Nil where the text is no date-time.
    static func date(_ text: String) -> Date? {
        var text = text
        return text.withUTF8 { date($0) }
    }

    /// Nil where the text is no date-time.
    static func date(_ text: UnsafeBufferPointer<UInt8>) -> Date? {
        guard text.count >= 19, let day = CalendarDate(fullDate: text), "Tt ".utf8.contains(text[10]),
            text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
            let hour = DecimalText.value(text[11..<13]), let minute = DecimalText.value(text[14..<16]),
            let second = DecimalText.value(text[17..<19]), hour < 24, minute < 60, second <= 60
        else { return nil }
        guard let (fraction, end) = fraction(text, from: 19), let offset = offset(text[end...]) else { return nil }
        let seconds = day.daysSince1970 * 86400 + hour * 3600 + minute * 60 + second - offset
        // A leap second comes at the end of a day of UTC, and is read as the second after it: `Date` has none.
        if second == 60, !seconds.isMultiple(of: 86400) { return nil }
        return date(seconds: seconds - referenceDate, nanoseconds: fraction)
    }

    /// `Date` has no more digits than a double. Where the one next to the time is the next second, it is the one before that: the last
    /// second of a year stays in that year, and the year 9999 has none after it.
    private static func date(seconds: Int, nanoseconds: Int) -> Date {
        let latest = Double(seconds + 1).nextDown
        return Date(timeIntervalSinceReferenceDate: min(Double(seconds) + Double(nanoseconds) / 1e9, latest))
    }

    /// The fraction of a second in nanoseconds, further digits cut off; and where the offset from UTC begins.
    private static func fraction(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> (nanoseconds: Int, end: Int)? {
        guard start < text.count, text[start] == UInt8(ascii: ".") else { return (0, start) }
        let first = start + 1
        var end = first
        while end < text.count, text[end] &- UInt8(ascii: "0") < 10 { end += 1 }
        guard end > first, var value = DecimalText.value(text[first..<min(end, first + 9)]) else { return nil }
        for _ in min(end - first, 9)..<9 { value *= 10 }
        return (value, end)
    }

    /// The offset from UTC in seconds.
    private static func offset(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        guard let sign = text.first else { return 0 }
        if sign | 0x20 == UInt8(ascii: "z") { return text.count == 1 ? 0 : nil }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), [3, 5, 6].contains(text.count) else { return nil }
        let (start, end) = (text.startIndex + 1, text.endIndex)
        if text.count == 6, text[start + 2] != UInt8(ascii: ":") { return nil }
        guard let hours = DecimalText.value(text[start..<start + 2]), hours < 24,
            let minutes = text.count == 3 ? 0 : DecimalText.value(text[end - 2..<end]), minutes < 60
        else { return nil }
        return (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }

    /// In UTC, with as many digits of the fraction as read back as the same `Date`, at most nine; nil where the year is
    /// not of four digits, wherever it may be.
    static func text(_ date: Date) -> String? {
        let interval = date.timeIntervalSinceReferenceDate
        // Years 0 to 9999 are well within; this also keeps infinities and not-a-number out.
        guard abs(interval) < 1e12 else { return nil }
        var power = 1
        for digits in 0...9 {
            let whole = interval.rounded(.down)
            let units = Int(((interval - whole) * Double(power)).rounded())
            let seconds = Int(whole) + units / power
            let fraction = units % power
            let nanoseconds = fraction * (1_000_000_000 / power)
            if digits == 9 || self.date(seconds: seconds, nanoseconds: nanoseconds) == date {
                return text(seconds: seconds + referenceDate, fraction: digits == 0 ? "" : "." + DecimalText.padded(fraction, to: digits))
            }
            power *= 10
        }
        return nil
    }

    private static func text(seconds: Int, fraction: String) -> String? {
        let offset = offset(writing: seconds)
        let local = seconds + offset * 60
        let days = (local >= 0 ? local : local - 86399) / 86400
        guard let day = CalendarDate(daysSince1970: days) else { return nil }
        let time = local - days * 86400
        let clock = [time / 3600, time / 60 % 60, time % 60].map { DecimalText.padded($0, to: 2) }.joined(separator: ":")
        guard offset != 0 else { return "\(day)T\(clock)\(fraction)Z" }
        let zone = [abs(offset) / 60, abs(offset) % 60].map { DecimalText.padded($0, to: 2) }.joined(separator: ":")
        return "\(day)T\(clock)\(fraction)\(offset < 0 ? "-" : "+")\(zone)"
    }

    /// The offset from UTC in minutes to write a time with: none, but for what is read with one and is of the years -1 and 10000 in UTC.
    /// There it is the fewest hours that lead back, or the most that an offset can have.
    private static func offset(writing seconds: Int) -> Int {
        let years = -62_167_219_200..<253_402_300_800
        if years.contains(seconds) { return 0 }
        let excess = seconds < 0 ? years.lowerBound - seconds : seconds - years.upperBound + 1
        let minutes = min((excess + 3599) / 3600 * 60, 23 * 60 + 59)
        return seconds < 0 ? minutes : -minutes
    }
}
