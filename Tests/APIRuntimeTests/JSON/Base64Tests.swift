import APIRuntime
import Foundation
import Testing

@Suite struct Base64Tests {
    private func read(_ text: String) throws -> Data { try JSONDocument(parsing: "\"\(text)\"").decode() }

    @Test func everyLengthReadsAndWritesAsFoundationDoes() throws {
        var generator = SplitMix(state: 7)
        for length in 0...300 {
            let data = Data((0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) })
            let text = data.base64EncodedString()
            #expect(try read(text) == data)
            #expect(String(decoding: try JSONWriter.bytes(data), as: UTF8.self) == "\"\(text)\"")
        }
    }

    @Test(arguments: [
        ("", ""), ("QQ==", "A"), ("QQ=", "A"), ("QQ", "A"), ("QUI=", "AB"), ("QUI", "AB"), ("QUJD", "ABC"), ("QUJD=", "ABC"), ("QR==", "A"),
        (#"QUJD\n"#, "ABC"), (" Q\\r\\nU J\\tD ", "ABC"), (#"Q\u0055J\u0044"#, "ABC"), (#"QQ\u003d\u003D"#, "A"), ("Q Q = =", "A"),
    ])
    func whatServersMakeOfBase64IsRead(text: String, plain: String) throws {
        #expect(try read(text) == Data(plain.utf8))
    }

    @Test func bothAlphabetsAndEscapedCharactersAreTheSameBytes() throws {
        let bytes = Data([0xFB, 0xFF, 0xBF, 0xFB, 0xFF, 0xBF, 0xFB, 0xFF, 0xBF])
        #expect(try read("+/+/+/+/+/+/") == bytes)
        #expect(try read("-_-_-_-_-_-_") == bytes)
        #expect(try read(#"\u002B\/\u002b\/+/+/+/+/"#) == bytes)
        #expect(try read(#"+/+/+/+/+/+\/"#) == bytes)
    }

    /// Long texts are read many characters at a time.
    @Test func everyCharacterAtEveryPlaceOfALongTextIsReadOrRefused() throws {
        let text = Array(Data((0..<96).map { UInt8(truncatingIfNeeded: $0 &* 53) }).base64EncodedString().utf8)
        for place in text.indices {
            for character in UInt8(0x21)...0x7F where !"\"\\=".utf8.contains(character) {
                var text = text
                text[place] = character
                let standard = String(decoding: text, as: UTF8.self).replacing("-", with: "+").replacing("_", with: "/")
                let document = try JSONDocument(parsing: [UInt8(ascii: "\"")] + text + [UInt8(ascii: "\"")])
                if let data = Data(base64Encoded: standard) {
                    #expect(try document.decode(Data.self) == data)
                } else {
                    let error = #expect(throws: JSONError.self) { try document.decode(Data.self) }
                    #expect(error?.offset == place + 1)
                }
            }
        }
    }

    @Test func textInLinesOfAnyLengthIsRead() throws {
        let data = Data((0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        let text = data.base64EncodedString()
        for width in [1, 3, 4, 7, 8, 64, 76] {
            let lines = stride(from: 0, to: text.count, by: width).map { String(text.dropFirst($0).prefix(width)) }
            #expect(try read(lines.joined(separator: #"\r\n"#)) == data)
        }
    }

    @Test(arguments: [
        ("Q", "invalid base64: the last character is one too many, or three are missing (at byte 2)"),
        ("QUJDQ", "invalid base64: the last character is one too many, or three are missing (at byte 6)"),
        ("QUJD!UJD", "invalid base64: `!` is not of its alphabet (at byte 5)"),
        ("QUJDQUJDQUJDQUJD*", "invalid base64: `*` is not of its alphabet (at byte 17)"),
        ("QQ==QQ==", "invalid base64: there is text behind its padding (at byte 5)"),
        ("QQ===", "invalid base64: more than two `=` (at byte 5)"),
        ("QUJé", "invalid base64: byte 0xC3 is not of its alphabet (at byte 4)"),
        (#"QUJ\u00e9"#, "invalid base64: U+E9 (at byte 4)"),
        (#"QUJ\u0000"#, "invalid base64: byte 0x00 is not of its alphabet (at byte 4)"),
        ("data:image/png;base64,QQ==", "invalid base64: `:` is not of its alphabet (at byte 5)"),
    ])
    func anythingElseIsAnErrorWithItsPlace(text: String, message: String) {
        let error = #expect(throws: JSONError.self) { try read(text) }
        #expect(error?.description == message)
    }

    @Test func anErrorInsideAModelHasItsPointer() throws {
        let document = try JSONDocument(parsing: #"{"data":["QQ==","Q?=="]}"#)
        let error = #expect(throws: JSONError.self) { try document.decode([String: [Data]].self) }
        #expect(error == JSONError(.invalidBase64("`?` is not of its alphabet"), pointer: "/data/1", offset: 18))
    }
}
