import Testing

@testable import APIRuntime

@Suite struct JSONItemDecoderTests {
    /// The items of a text that arrives in chunks, and what is left at its end.
    private func items(_ chunks: [[UInt8]], _ framing: JSONItemFraming) throws -> [String] {
        var decoder = JSONItemDecoder(framing, limit: 1000)
        var items: [String] = []
        for chunk in chunks {
            decoder.append(chunk)
            while let item = try decoder.next() { items.append(String(decoding: item, as: UTF8.self)) }
        }
        if let rest = decoder.rest() { items.append("rest \(String(decoding: rest, as: UTF8.self))") }
        return items
    }

    @Test(
        "items are the same wherever the text is split",
        arguments: [
            (JSONItemFraming.lines, "{\"a\":1}\n\n \r\n[\"é\"]\r\n3", ["{\"a\":1}", "[\"é\"]\r", "rest 3"]),
            (.sequence, "\u{1E}{\n\"a\":1}\n\u{1E}\u{1E}\n\u{1E}\"é\"\n\u{1E}3", ["{\n\"a\":1}\n", "\"é\"\n", "rest 3"]),
        ]
    )
    func splits(framing: JSONItemFraming, text: String, expected: [String]) throws {
        let bytes = Array(text.utf8)
        #expect(try items([bytes], framing) == expected)
        #expect(try items(bytes.map { [$0] }, framing) == expected)
        for split in 0...bytes.count {
            #expect(try items([Array(bytes[..<split]), Array(bytes[split...])], framing) == expected)
        }
    }

    @Test("an item may be as large as the limit and no larger, whole or not")
    func limit() throws {
        var decoder = JSONItemDecoder(.lines, limit: 3)
        decoder.append(Array("123\n".utf8))
        #expect(try decoder.next() == Array("123".utf8))
        decoder.append(Array("12".utf8))
        #expect(try decoder.next() == nil)
        decoder.append(Array("34".utf8))
        #expect(throws: EventStreamDecoder.LimitExceeded.self) { try decoder.next() }
    }

    /// RFC 7464, section 2.4.
    @Test("a scalar of a sequence is whole with white space behind it")
    func whole() {
        let sequence = JSONItemDecoder(.sequence, limit: 10)
        #expect(["1\n", "{}", "[]", "\"\"", "true "].allSatisfy { sequence.isWhole(Array($0.utf8)) })
        #expect(!["1", "true", "null"].contains { sequence.isWhole(Array($0.utf8)) })
        #expect(JSONItemDecoder(.lines, limit: 10).isWhole(Array("1".utf8)))
    }
}
