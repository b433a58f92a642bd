import Foundation

/// Something that goes wrong on purpose, so that a program can be tried against a bad day.
public enum Fault: Sendable, Hashable {
    /// The answer begins so much later.
    case latency(Duration)
    /// The body comes one byte at a time, with so much time between two.
    case drip(Duration)
    /// The body comes in pieces of so many bytes.
    case chunk(Int)
    /// The connection ends after so many bytes of the body.
    case cut(Int)
    /// The connection is reset after so many bytes of the body.
    case reset(Int)
    /// Nothing comes after so many bytes of the body, and the connection stays.
    case stall(Int)
    /// `Content-Length` is off by so many bytes, where the answer has one.
    case wrongLength(Int)
    /// Status 429, with `Retry-After` in seconds.
    case tooManyRequests(retryAfter: Int)
    /// Status 503, with `Retry-After` in seconds where it says any.
    case unavailable(retryAfter: Int?)
    /// Status 307 to an address.
    case redirect(String)
    /// A page of HTML under status 200.
    case html
    /// The body is compressed, whatever was asked for.
    case gzip
    /// An `error` event comes instead of each completed picture.
    case errorEvent
    /// The stream ends without its completed pictures.
    case noFinalEvent
    /// Heartbeats come, ten a second, and nothing else.
    case heartbeats
    /// An event of a type that nobody knows comes before each other one.
    case unknownEvent
}

extension Fault {
    /// A fault as it is written on a command line: its name, with a value after `=` where it takes one. Nil where there is no such
    /// fault, or its value is none.
    public init?(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts.count > 1 ? String(parts[1]) : nil
        guard let fault = Self.withoutValue[String(parts[0])].flatMap({ value == nil ? $0 : nil }) ?? Self.make(parts[0], value) else {
            return nil
        }
        self = fault
    }

    /// How each fault is written, and what it does.
    public static let help: [(text: String, meaning: String)] = [
        ("latency=SECONDS", "the answer begins so much later"),
        ("drip, drip=SECONDS", "one byte a second, or one in so many seconds"),
        ("chunk=BYTES", "the body in pieces of so many bytes"),
        ("cut=BYTES", "the connection ends after so many bytes of the body"),
        ("reset=BYTES", "the connection is reset after so many bytes of the body"),
        ("stall=BYTES", "nothing comes after so many bytes of the body"),
        ("wrong-length=BYTES", "Content-Length is off by so many bytes, more or (with a minus) less"),
        ("429=SECONDS", "status 429 with Retry-After"),
        ("503, 503=SECONDS", "status 503, with Retry-After where seconds are given"),
        ("redirect=URL", "status 307 to an address"),
        ("html", "a page of HTML under status 200"),
        ("gzip", "the body is compressed, asked for or not"),
        ("error-event", "an error event instead of each completed picture"),
        ("no-final-event", "the stream ends without its completed pictures"),
        ("heartbeats", "heartbeats for ever and nothing else"),
        ("unknown-event", "an event of an unknown type before each other one"),
    ]

    private static let withoutValue: [String: Fault] = [
        "drip": .drip(.seconds(1)), "503": .unavailable(retryAfter: nil), "html": .html, "gzip": .gzip, "error-event": .errorEvent,
        "no-final-event": .noFinalEvent, "heartbeats": .heartbeats, "unknown-event": .unknownEvent,
    ]

    private static func make(_ name: Substring, _ value: String?) -> Fault? {
        guard let value else { return nil }
        let count = Int(value).flatMap { (0...1 << 40).contains($0) ? $0 : nil }
        let time = Double(value).flatMap { (0...3_600).contains($0) ? Duration.seconds($0) : nil }
        return switch name {
        case "latency": time.map { .latency($0) }
        case "drip": time.map { .drip($0) }
        case "chunk": count.flatMap { $0 > 0 ? .chunk($0) : nil }
        case "cut": count.map { .cut($0) }
        case "reset": count.map { .reset($0) }
        case "stall": count.map { .stall($0) }
        case "wrong-length": Int(value).flatMap { $0 != 0 && $0.magnitude < 1 << 40 ? .wrongLength($0) : nil }
        case "429": count.map { .tooManyRequests(retryAfter: $0) }
        case "503": count.map { .unavailable(retryAfter: $0) }
        case "redirect": URL(string: value) == nil ? nil : .redirect(value)
        default: nil
        }
    }
}
