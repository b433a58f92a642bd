/// A date of a header field (RFC 9110, section 5.6.7). A recipient has to read all three forms.
enum HTTPDate {
    /// Seconds since 1970, nil where the text is no date.
    ///
    /// - `Sun, 06 Nov 1994 08:49:37 GMT`
    /// - `Sunday, 06-Nov-94 08:49:37 GMT`
    /// - `Sun Nov  6 08:49:37 1994`
    static func parse(_ text: String) -> Double? {
        let words = text.split { $0 == " " || $0 == "," }
        switch words.count {
        case 6 where words[5] == "GMT": return seconds(day: words[1], month: words[2], year: words[3], time: words[4])
        case 5: return seconds(day: words[2], month: words[1], year: words[4], time: words[3])
        case 4 where words[3] == "GMT":
            let date = words[1].split(separator: "-", omittingEmptySubsequences: false)
            return date.count == 3 ? seconds(day: date[0], month: date[1], year: date[2], time: words[2]) : nil
        default: return nil
        }
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func seconds(day: Substring, month: Substring, year: Substring, time: Substring) -> Double? {
        let clock = time.split(separator: ":", omittingEmptySubsequences: false).compactMap { number($0, in: 0...60) }
        guard let day = number(day, in: 1...31), let month = months.firstIndex(of: String(month)), let year = fullYear(year),
            clock.count == 3, clock[0] < 24, clock[1] < 60
        else { return nil }
        return Double(daysSince1970(year, month + 1, day) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2])
    }

    /// A year of two digits is not to be read as one far ahead.
    private static func fullYear(_ text: Substring) -> Int? {
        number(text, in: 0...9999).map { text.utf8.count == 2 ? ($0 < 70 ? 2000 : 1900) + $0 : $0 }
    }

    private static func number(_ text: Substring, in range: ClosedRange<Int>) -> Int? {
        guard text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let number = Int(text) else { return nil }
        return range.contains(number) ? number : nil
    }

    /// Years begin in March here, so that the day of a leap year is the last.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let daysBeforeMonth = (153 * ((month + 9) % 12) + 2) / 5
        return marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400 + daysBeforeMonth + day - 1 - 719_468
    }
}
