import Foundation
import Testing

@testable import LocalGateway

@Suite("The reader of forms")
struct MultipartReaderTests {
    struct Part: Equatable {
        var head: MultipartReader.PartHead
        var content: String
        var ended = false

        init(_ name: String, _ filename: String?, _ content: String, ended: Bool = true) {
            head = MultipartReader.PartHead(name: name, filename: filename)
            (self.content, self.ended) = (content, ended)
        }
    }

    /// Reads a body in pieces.
    private func read(_ pieces: [ArraySlice<UInt8>], boundary: String = "XX") throws(MultipartReader.Failure) -> [Part] {
        var reader = MultipartReader(boundary: boundary)
        var parts: [Part] = []
        for piece in pieces {
            var failure: MultipartReader.Failure?
            piece.withUnsafeBytes { bytes in
                do throws(MultipartReader.Failure) {
                    try reader.read(bytes) { event in
                        switch event {
                        case .head(let head): parts.append(Part(head.name, head.filename, "", ended: false))
                        case .content(let content): parts[parts.count - 1].content += String(decoding: content, as: UTF8.self)
                        case .end: parts[parts.count - 1].ended = true
                        }
                    }
                } catch { failure = error }
            }
            if let failure { throw failure }
        }
        try reader.finish()
        return parts
    }

    private func read(_ text: String, boundary: String = "XX") throws(MultipartReader.Failure) -> [Part] {
        try read([Array(text.utf8)[...]], boundary: boundary)
    }

    private static let body = """
        a preamble with --XX in it\r
        --XX \t\r
        Content-Disposition: form-data; name="a"\r
        \r
        one\r
        --X\r
        -XX\r\n\r\r
        --XX\r
        content-type: image/png\r
        content-disposition: form-data; filename="f.png"; name=b\r
        \r
        \r
        --XX\r
        Content-Disposition:form-data;name="c"\r
        \r
        \r
        \r
        --XX--\r
        an epilogue\r
        --XX\r

        """

    private static let expected = [Part("a", nil, "one\r\n--X\r\n-XX\r\n\r"), Part("b", "f.png", ""), Part("c", nil, "\r\n")]

    @Test("a body reads the same whole, byte by byte, and cut at every one and two places")
    func chunks() throws {
        let body = Array(Self.body.utf8)
        #expect(try read([body[...]]) == Self.expected)
        #expect(try read(body.indices.map { body[$0...$0] }) == Self.expected)
        for first in body.indices {
            let parts = try read([body[..<first], body[first...]])
            #expect(parts == Self.expected, "cut at \(first)")
        }
        for first in stride(from: 0, to: body.count, by: 3) {
            for second in stride(from: first, to: body.count, by: 5) {
                let parts = try read([body[..<first], body[first..<second], body[second...]])
                #expect(parts == Self.expected, "cut at \(first) and \(second)")
            }
        }
    }

    @Test(
        "names are read in every way that they are written",
        arguments: [
            (#"name="a%22b%0D%0Ac%41"; filename="%22.png""#, "a\"b\r\nc%41", "\".png"),
            (#"name="a\"b\\c"; filename="C:\dir\f.png""#, #"a"b\c"#, #"C:\dir\f.png"#),
            (#"name="a;b=c" ; filename = "x; name=y""#, "a;b=c", "x; name=y"),
            (#"NAME=plain; FileName=f.png"#, "plain", "f.png"),
            (#"name="ä🔑"; filename="""#, "ä🔑", ""),
        ])
    func names(parameters: String, name: String, filename: String) throws {
        let text = "--XX\r\nContent-Disposition: form-data; \(parameters)\r\n\r\nx\r\n--XX--"
        #expect(try read(text) == [Part(name, filename, "x")])
    }

    @Test("what is no form is refused with the reason")
    func refused() {
        func message(_ text: String) -> String? {
            do throws(MultipartReader.Failure) {
                _ = try read(text)
                return nil
            } catch { return error.message }
        }
        #expect(message("") == "the boundary does not occur")
        #expect(message("--XY\r\n") == "the boundary does not occur")
        #expect(message("--XX\r\nContent-Disposition: form-data; name=a\r\n\r\nx") == "it ends before the closing boundary")
        #expect(message("--XXYY\r\n") == "a boundary is followed by other text")
        #expect(message("--XX\r\nno colon\r\n\r\n") == "the head of part 1 has a line without a colon")
        let noName = "part 1 has no Content-Disposition: form-data with a name"
        #expect(message("--XX\r\n\r\nx\r\n--XX--") == noName)
        #expect(message("--XX\r\nContent-Disposition: form-data\r\n\r\n") == noName)
        #expect(message("--XX\r\nContent-Disposition: attachment; name=a\r\n\r\n") == noName)
        let long = String(repeating: "x", count: MultipartReader.maximumHeadBytes)
        #expect(message("--XX\r\nA: \(long)") == "the head of part 1 is larger than 16384 bytes")
        #expect(message("--XX\r\nA: \(long)\r\n\r\n") == "the head of part 1 is larger than 16384 bytes")
        let part = "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n"
        #expect(message(String(repeating: part, count: 1_000) + "--XX--") == nil)
        #expect(message(String(repeating: part, count: 1_001) + "--XX--") == "it has more than 1000 parts")
    }

    @Test("texts are limited, files are not kept twice")
    func limits() throws {
        var content = FormContent()
        func take(_ event: MultipartReader.Event) throws { try content.take(event) }
        func give(_ head: MultipartReader.PartHead, _ bytes: [UInt8]) throws {
            try take(.head(head))
            try bytes.withUnsafeBytes { try take(.content($0)) }
            try take(.end)
        }
        try give(MultipartReader.PartHead(name: "image[]", filename: "1"), [1])
        try give(MultipartReader.PartHead(name: "image[]", filename: "2"), [2])
        #expect(content.files == ["image[]": Data([1])])
        #expect(content.fileCounts == ["image[]": 2])
        #expect(throws: MultipartReader.Failure(message: "its text fields are larger than 1048576 bytes")) {
            try give(MultipartReader.PartHead(name: "user", filename: nil), Array(repeating: 65, count: 1_048_577))
        }
    }
}
