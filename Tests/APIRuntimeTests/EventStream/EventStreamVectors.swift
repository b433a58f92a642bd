import APIRuntime

/// What a decoder must make of a stream. Where a name begins with `format-`, the case is that of the file with this name in
/// web-platform-tests/eventsource.
struct EventStreamVector: Sendable, CustomStringConvertible {
    struct Event: Hashable, Sendable {
        var name: String?
        var data: String
        var id = ""
        var retry: Int?
    }

    let description: String
    let bytes: [UInt8]
    let events: [Event]

    init(_ description: String, _ text: String, _ events: [Event]) {
        self.init(description, Array(text.utf8), events)
    }

    init(_ description: String, _ bytes: [UInt8], _ events: [Event]) {
        self.description = description
        self.bytes = bytes
        self.events = events
    }

    private static let bom: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let long = String(repeating: "x", count: 2048)

    static let all: [EventStreamVector] = [
        EventStreamVector(
            "format-bom", bom + "data:1\n\ndata:2\n\ndata:3\n\n".utf8,
            [Event(data: "1"), Event(data: "2"), Event(data: "3")]
        ),
        EventStreamVector(
            "format-bom-2", bom + bom + "data:1\n\ndata:2\n\ndata:3\n\n".utf8,
            [Event(data: "2"), Event(data: "3")]
        ),
        EventStreamVector("half a mark", [0xEF, 0xBB] + "data:1\n\ndata:2\n\n".utf8, [Event(data: "2")]),
        EventStreamVector("mark before a blank line", bom + "\ndata:1\n\n".utf8, [Event(data: "1")]),
        EventStreamVector(
            "mark inside the stream", "data:1\n\n".utf8 + bom + "data:2\n\ndata:3\n\n".utf8, [Event(data: "1"), Event(data: "3")]),
        EventStreamVector(
            "format-comments", "data:1\r:\0\n:\r\ndata:2\n:\(long)\rdata:3\n:data:fail\r:\(long)\ndata:4\n\n",
            [Event(data: "1\n2\n3\n4")]
        ),
        EventStreamVector(
            "format-data-before-final-empty-line", "retry:1000\ndata:test1\n\nid:test\ndata:test2", [Event(data: "test1", retry: 1000)]),
        EventStreamVector(
            "format-field-data", "data:\n\ndata\ndata\n\ndata:test\n\n", [Event(data: ""), Event(data: "\n"), Event(data: "test")]),
        EventStreamVector(
            "format-field-event", "event:test\ndata:x\n\ndata:x\n\n",
            [Event(name: "test", data: "x"), Event(data: "x")]
        ),
        EventStreamVector("format-field-event-empty", "event: \ndata:data\n\n", [Event(data: "data")]),
        EventStreamVector("format-field-id", "id: 1\ndata: a\n\ndata: b\n\n", [Event(data: "a", id: "1"), Event(data: "b", id: "1")]),
        EventStreamVector(
            "format-field-id-2", "id:1\ndata:a\n\nid\ndata:b\n\nid:2\ndata:c\n\n",
            [Event(data: "a", id: "1"), Event(data: "b"), Event(data: "c", id: "2")]
        ),
        EventStreamVector("format-field-id-null", "id:x\nid:a\0b\ndata:1\n\n", [Event(data: "1", id: "x")]),
        EventStreamVector(
            "format-field-parsing",
            "data:\0\ndata:  2\rData:1\ndata\0:2\ndata:1\r\0data:4\nda-ta:3\rdata_5\ndata:3\rdata:\r\n data:32\ndata:4\n\n",
            [Event(data: "\0\n 2\n1\n3\n\n4")]
        ),
        EventStreamVector("format-field-retry", "retry:03000\ndata:x\n\n", [Event(data: "x", retry: 3000)]),
        EventStreamVector("format-field-retry-bogus", "retry:3000\nretry:1000x\ndata:x\n\n", [Event(data: "x", retry: 3000)]),
        EventStreamVector("format-field-retry-empty", "retry\ndata:test\n\n", [Event(data: "test")]),
        EventStreamVector(
            "format-field-unknown", "data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacommentyay\n\n", [Event(data: "test\n")]),
        EventStreamVector("format-leading-space", "data:\ttest\rdata: \ndata:test\n\n", [Event(data: "\ttest\n\ntest")]),
        EventStreamVector("format-newlines", "data:test\r\ndata\ndata:test\r\n\r\n", [Event(data: "test\n\ntest")]),
        EventStreamVector("format-null-character", "data:\0\n\n", [Event(data: "\0")]),
        EventStreamVector("format-utf-8", "data:ok…\n\n", [Event(data: "ok…")]),
        EventStreamVector("data with a combining mark", "data:\u{301}x\n\ndata\u{301}:y\n\n", [Event(data: "\u{301}x")]),
        EventStreamVector(
            "bytes that are not UTF-8", Array("data:a".utf8) + [0xFF, 0xC3] + "\n\n".utf8, [Event(data: "a\u{FFFD}\u{FFFD}")]),
        EventStreamVector("CR alone ends lines", "data:1\r\rdata:2\r\r", [Event(data: "1"), Event(data: "2")]),
        EventStreamVector("CRLF ends one line", "data:1\r\n\r\ndata:2\r\n\r\n", [Event(data: "1"), Event(data: "2")]),
        EventStreamVector(
            "mixed line ends", "data:1\r\n\ndata:2\n\r\ndata:3\r\r\n", [Event(data: "1"), Event(data: "2"), Event(data: "3")]),
        EventStreamVector("LF after CR is no blank line", "data:1\r\ndata:2\n\n", [Event(data: "1\n2")]),
        EventStreamVector("one space is stripped, a tab is not", "data:  a\ndata:\tb\n\n", [Event(data: " a\n\tb")]),
        EventStreamVector("an event without data resets the name", "event:a\n\ndata:1\n\n", [Event(data: "1")]),
        EventStreamVector("an event without data keeps the id", "id:7\n\ndata:1\n\n", [Event(data: "1", id: "7")]),
        EventStreamVector("heartbeats", ": heartbeat\n: heartbeat\ndata: 1\n: heartbeat\n\n: heartbeat\n", [Event(data: "1")]),
        EventStreamVector("fields that only begin like data", "dat:1\ndatas:2\ndata :3\nDATA:4\ndata:5\n\n", [Event(data: "5")]),
        EventStreamVector("colons in a value", "data::a:b\nevent: x:y\n\n", [Event(name: "x:y", data: ":a:b")]),
        EventStreamVector("the last event has no end", "data:1\n\ndata:2\n", [Event(data: "1")]),
        EventStreamVector("nothing", "", []),
        EventStreamVector(
            "an image stream",
            "event: image_generation.partial_image\ndata: {\"type\":\"image_generation.partial_image\"}\n\n: heartbeat\nevent: error\ndata: {}\n\n",
            [
                Event(name: "image_generation.partial_image", data: "{\"type\":\"image_generation.partial_image\"}"),
                Event(name: "error", data: "{}"),
            ]
        ),
    ]
}

extension EventStreamVector.Event {
    init(_ event: ServerSentEvent) {
        let retry = event.retry.map { Int($0.components.seconds * 1000 + $0.components.attoseconds / 1_000_000_000_000_000) }
        self.init(name: event.name, data: event.text, id: event.id, retry: retry)
    }
}
