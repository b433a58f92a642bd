import Testing

@testable import Bindings

@Suite struct IdentifierTests {
    @Test(arguments: [
        ("model", "model", "Model"), ("image_size", "imageSize", "ImageSize"), ("image-size", "imageSize", "ImageSize"),
        ("imageSize", "imageSize", "ImageSize"), ("ImageSize", "imageSize", "ImageSize"), ("IMAGE_SIZE", "imageSize", "ImageSize"),
        ("image size", "imageSize", "ImageSize"), ("image.size", "imageSize", "ImageSize"), ("image[size]", "imageSize", "ImageSize"),
        ("image[]", "image", "Image"), ("$image", "image", "Image"), ("_image_", "image", "Image"), ("__", "value", "Value"),
        ("id", "id", "ID"), ("user_id", "userID", "UserID"), ("userId", "userID", "UserID"), ("user_ids", "userIDs", "UserIDs"),
        ("url", "url", "URL"), ("imageUrl", "imageURL", "ImageURL"), ("b64_json", "b64JSON", "B64JSON"), ("api_key", "apiKey", "APIKey"),
        ("HTTPServer", "httpServer", "HTTPServer"), ("XMLHTTPRequest", "xmlhttpRequest", "XMLHTTPRequest"),
        ("IDs", "ids", "IDs"), ("userIDsSeen", "userIDsSeen", "UserIDsSeen"), ("IsHD", "isHD", "IsHD"), ("userID2", "userID2", "UserID2"),
        ("MCPTool", "mcpTool", "MCPTool"), ("RGBA", "rgba", "Rgba"), ("b64JSON", "b64JSON", "B64JSON"),
        ("2022-11-28", "value20221128", "Value20221128"), ("18-24", "value18To24", "Value18To24"),
        ("1-12", "value1To12", "Value1To12"), ("11-2", "value11Dash2", "Value11Dash2"), ("price<", "priceLess", "Price"),
        ("price>=", "priceGreaterEqual", "Price"), ("!price", "notPrice", "Price"), ("List<String>", "listString", "ListString"),
        ("utf8", "utf8", "Utf8"), ("sha256Sum", "sha256Sum", "Sha256Sum"), ("OAuth2Token", "oAuth2Token", "OAuth2Token"),
        ("v1", "v1", "V1"), ("x-api-key", "xAPIKey", "XAPIKey"), ("snake_Case_Mixed", "snakeCaseMixed", "SnakeCaseMixed"),
        ("1st", "value1st", "Value1st"), ("256x256", "value256x256", "Value256x256"), ("100", "value100", "Value100"),
        ("-1", "minus1", "Minus1"), ("+1", "plus1", "Plus1"), ("1.5", "value1Dot5", "Value1Dot5"), ("%", "percent", "Percent"),
        ("<=", "lessEqual", "LessEqual"), ("*", "asterisk", "Asterisk"), ("...", "dotDotDot", "DotDotDot"), ("", "value", "Value"),
        (" ", "value", "Value"), ("\n", "value", "Value"), ("🙂", "value", "Value"), ("\u{202E}abc", "abc", "Abc"),
        ("a\u{200B}b", "aB", "AB"), ("`a`", "a", "A"), ("a\"b", "aB", "AB"), ("\\(x)", "x", "X"), ("../x", "x", "X"), ("/a/b", "aB", "AB"),
        ("日本", "日本", "日本"), ("größe", "größe", "Größe"), ("Über_uns", "überUns", "ÜberUns"), ("naïve-name", "naïveName", "NaïveName"),
        ("имя_файла", "имяФайла", "ИмяФайла"), ("\u{301}a", "value\u{301}a", "Value\u{301}a"),
        ("init", "init_", "Init"), ("self", "self_", "Self"), ("Self", "self_", "Self"), ("Type", "type", "Type"),
        ("none", "none_", "None"), ("class", "class", "Class"), ("default", "default", "Default"), ("Protocol", "protocol", "Protocol"),
    ])
    func makesTheNameThatAPersonWouldChoose(_ text: String, _ member: String, _ type: String) {
        #expect(Identifier.member(text) == member)
        #expect(Identifier.type(text) == type)
    }

    @Test(arguments: [
        ("-created", "minusCreated"), ("A+", "aPlus"), ("A", "a"), ("2022-11-28", "value20221128"), ("2022-11", "value202211"),
        ("gpt-4o-2024-08-06", "gpt4o20240806"), ("-1", "minus1"), ("-0.5", "minus0Dot5"), ("1-2-3", "value1Dash2Dash3"),
        ("UTC-02:00", "utcMinus0200"), ("UTC+02:00", "utcPlus0200"), ("Etc/GMT-1", "etcGmtMinus1"), ("GMT+1", "gmtPlus1"),
        ("-02:00", "minus0200"), ("gpt-4", "gpt4"), ("<b>", "b"), ("application/vnd.api+json", "applicationVndAPIJSON"),
    ])
    func aHyphenOfAValueIsASignBeforeANumberAlone(_ text: String, _ name: String) {
        #expect(Identifier.value(text) == name)
    }

    @Test(arguments: [("@type", "atType"), ("a.b", "aDotB"), ("a-b", "aB"), ("a<b", "aLessB"), ("🙂", "value"), ("v1.0", "v1Dot0")])
    func symbolsAreWordsWhereTheyTellNamesApart(_ text: String, _ name: String) {
        #expect(Identifier.memberWithSymbols(text) == name)
    }

    @Test(arguments: [
        ("RGBA", "RGBA"), ("MXRecord", "MXRecord"), ("Pet", "Pet"), ("UserId", "UserID"), ("IMAGE_SIZE", "ImageSize"),
        ("rgba", "Rgba"), ("Api.RGBA", "APIRgba"),
    ])
    func aComponentThatIsCalledAsTypesAreKeepsItsCapitals(_ text: String, _ name: String) {
        #expect(Identifier.componentType(text) == name)
    }

    @Test(arguments: [("ONE_VALUE", "oneValue"), ("Cat", "cat"), ("b64JSON", "b64JSON"), ("userId", "userId"), ("HTTP2", "http2")])
    func aCaseNameOfAnotherLanguageBecomesOneOfSwift(_ text: String, _ name: String) {
        #expect(Identifier.caseName(text) == name)
    }

    /// The Swift Programming Language, "Lexical Structure": identifier-head and identifier-character.
    @Test func everyNameIsOneThatSwiftTakes() {
        let heads: [ClosedRange<UInt32>] = [
            0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xA8...0xA8, 0xAA...0xAA, 0xAD...0xAD, 0xAF...0xAF, 0xB2...0xB5, 0xB7...0xBA,
            0xBC...0xBE, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0xFF, 0x100...0x2FF, 0x370...0x167F, 0x1681...0x180D, 0x180F...0x1DBF,
            0x1E00...0x1FFF, 0x200B...0x200D, 0x202A...0x202E, 0x203F...0x2040, 0x2054...0x2054, 0x2060...0x206F, 0x2070...0x20CF,
            0x2100...0x218F, 0x2460...0x24FF, 0x2776...0x2793, 0x2C00...0x2DFF, 0x2E80...0x2FFF, 0x3004...0x3007, 0x3021...0x302F,
            0x3031...0x303F, 0x3040...0xD7FF, 0xF900...0xFD3D, 0xFD40...0xFDCF, 0xFDF0...0xFE1F, 0xFE30...0xFE44, 0xFE47...0xFFFD,
            0x10000...0x1FFFD, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
        ]
        let others: [ClosedRange<UInt32>] = [0x30...0x39, 0x300...0x36F, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F]
        for value in UInt32(0)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let name = Identifier.member("\(scalar)a\(scalar)").unicodeScalars
            guard let first = name.first, heads.contains(where: { $0.contains(first.value) }) else {
                Issue.record("U+\(String(value, radix: 16)) makes a name that begins wrongly")
                continue
            }
            let isValid = name.allSatisfy { scalar in (heads + others).contains { $0.contains(scalar.value) } }
            if !isValid { Issue.record("U+\(String(value, radix: 16)) makes a name that Swift does not take") }
        }
    }

    @Test(arguments: ["a", "_a", "a1", "größe", "class", "Type2"])
    func takesTheNamesOfThePersonWhoAsks(_ text: String) {
        #expect(Identifier.checked(text) == text)
    }

    @Test(arguments: [
        "", "_", "1a", "a b", "a-b", "a.b", "`a`", "a\n", "a\"", "init", "self", "none", "\u{202E}a", "a\u{200B}", "a;b", "a(b)",
    ])
    func refusesWhatIsNoName(_ text: String) {
        #expect(Identifier.checked(text) == nil)
    }

    @Test func aKeywordIsPutInBackticks() {
        #expect(SwiftName(checked: "class").code == "`class`")
        #expect(SwiftName(checked: "Any").code == "`Any`")
        #expect(SwiftName(checked: "classes").code == "classes")
    }
}

@Suite struct ScopeTests {
    @Test func givesEachItsOwnName() {
        var scope = Scope(reserved: ["hash"])
        #expect(
            ["a", "a", "a2", "a", "hash", "é", "e\u{301}"].map { scope.claim($0).text } == ["a", "a2", "a22", "a3", "hash2", "é", "é2"])
    }
}
