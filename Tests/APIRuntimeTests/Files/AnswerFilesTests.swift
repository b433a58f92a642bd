import APIRuntime
import Foundation
import Testing

@Suite struct AnswerFilesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Files called after the property's number and pointer.
    private func files(_ path: String) -> CallOptions {
        CallOptions(
            files: Base64Files(path) { [folder] in folder.url.appendingPathComponent("\($0.number)\($0.pointer.replacing("/", with: "."))")
            })
    }

    private func read(_ text: String, _ options: CallOptions) async throws(APIError) -> JSONValue {
        try await ChunkTransport(contentType: "application/json", chunks: [Array(text.utf8)]).answer(options)
    }

    private func error(_ chunks: [[UInt8]], _ options: CallOptions, breaksAtEnd: Bool = false) async -> APIError? {
        await #expect(throws: APIError.self) {
            try await ChunkTransport(contentType: "application/json", chunks: chunks, breaksAtEnd: breaksAtEnd).answer(options)
        }
    }

    @Test func picturesGoToFilesAtEverySplit() async throws {
        let answer = Array(
            #" {"a":["\"",{"b64_json":"no"}],"data":[{"b64_json":"Zmlyc3Q=","n":1}, {"n":2,"b64\u005fjson":"c2Vjb\u0032\/\r\n+_w"},{"b64_json":""}],"z":-1.5}"#
                .utf8)
        let rest: JSONValue = [
            "a": ["\"", ["b64_json": "no"]], "data": [["b64_json": "", "n": 1], ["n": 2, "b64_json": ""], ["b64_json": ""]], "z": -1.5,
        ]
        for chunks in answer.splits + [answer.single] {
            let value = try await ChunkTransport(contentType: "application/json", chunks: chunks).answer(files("/data/*/b64_json"))
            #expect(value == rest)
            let second = String(decoding: Data(base64Encoded: "c2Vjb2/+/w==")!, as: UTF8.self)
            #expect(
                try folder.contents == ["0.data.0.b64_json": "first", "1.data.1.b64_json": second, "2.data.2.b64_json": ""])
        }
    }

    @Test(arguments: [
        ("/data/1/b64_json", ["0.data.1.b64_json": "B"]), ("/data/*/other", [:]), ("/*/0/b64_json", ["0.data.0.b64_json": "A"]),
        ("/data", [:]), ("/data/0", [:]), ("/data/0/b64_json/x", [:]), ("/*", ["0.top": "C"]), ("/a~1b", ["0.a~1b": "D"]),
    ])
    func thePathSaysWhichProperties(path: String, expected: [String: String]) async throws {
        let text = #"{"data":[{"b64_json":"QQ=="},{"b64_json":"Qg=="}],"null":null,"top":"Qw==","number":12,"top":"RA==","a/b":"RA=="}"#
        let only = Base64Files(path) { [folder] in
            path == "/*" && $0.pointer != "/top"
                ? nil : folder.url.appendingPathComponent("\($0.number)\($0.pointer.replacing("/", with: "."))")
        }
        _ = try await read(text, CallOptions(files: only))
        #expect(try folder.contents == expected)
    }

    @Test func ofMembersWithTheSameKeyTheFirstCounts() async throws {
        let twice = #"{"data":[{"b64_json":"QQ==","b64_json":"?"}],"data":[{"b64_json":"Qg=="}]}"#
        #expect(try await read(twice, files("/data/*/b64_json")) == ["data": [["b64_json": ""]]])
        #expect(try folder.contents == ["0.data.0.b64_json": "A"])
        let other = #"{"data":1,"data":[{"b64_json":"?"}]}"#
        #expect(try await read(other, files("/*/*/b64_json")) == ["data": 1])
        #expect(try folder.contents == ["0.data.0.b64_json": "A"])
    }

    @Test func whatHasNoFileIsReadAsAlways() async throws {
        let none = CallOptions(files: Base64Files("/b64_json") { _ in nil })
        #expect(try await read(#"{"b64_json":"QQ=="}"#, none) == ["b64_json": "QQ=="])
        #expect(try await read(#""QQ==""#, files("")) == "")
        #expect(try folder.contents == ["0": "A"])
    }

    @Test func aFileThatIsThereIsReplaced() async throws {
        try Data("old".utf8).write(to: folder.url.appendingPathComponent("0.b64_json"))
        _ = try await read(#"{"b64_json":"QQ=="}"#, files("/b64_json"))
        #expect(try folder.contents == ["0.b64_json": "A"])
    }

    @Test(arguments: [
        (#"{"b64_json":"QQ?="}"#, "/b64_json: invalid base64: `?` is not of its alphabet (at byte 15)"),
        (#"{"b64_json":"QUJDQ"}"#, "/b64_json: invalid base64: the last character is one too many, or three are missing (at byte 18)"),
        (#"{"b64_json":"QQ==QQ=="}"#, "/b64_json: invalid base64: there is text behind its padding (at byte 17)"),
        (#"{"b64_json":"QQ\u00e9"}"#, "/b64_json: invalid base64: U+E9 (at byte 15)"),
        (#"{"b64_json":"QQ\x="}"#, "/b64_json: the string contains a backslash that begins no escape of JSON (at byte 15)"),
        (#"{"b64_json":"QQ\u00x0"}"#, "/b64_json: the string contains a backslash that begins no escape of JSON (at byte 15)"),
        (#"{"b64_json":"QQé"}"#, "/b64_json: invalid base64: byte 0xC3 is not of its alphabet (at byte 15)"),
        ("{\"b64_json\":\"QQ\n\"}", "/b64_json: the string contains byte 0x0A, which has to be escaped (at byte 15)"),
        (#"{"b64_json":"QUJD","x":]}"#, "/x: expected a value, found `]` (at byte 23)"),
    ])
    func whatIsWrongLeavesNoFileAndHasItsPlace(text: String, message: String) async throws {
        let bytes = Array(text.utf8)
        for chunks in bytes.splits + [bytes.single] {
            let error = await error(chunks, files("/b64_json"))
            #expect(error?.undecodableReason == message)
            #expect(try folder.contents == [:])
        }
    }

    @Test func aValueOfTheWrongTypeHasItsPlaceInWhatCame() async throws {
        var request = APIRequest("draw", .get, "/pictures")
        request.expect(200)
        let transport = ChunkTransport(contentType: "application/json", chunks: [Array(#"["QUJDREVG",5]"#.utf8)])
        let client = APIClient(server: URL(string: "http://127.0.0.1")!, credential: nil, transport: transport)
        let answer = try await client.send(request, files("/0"))
        let error = #expect(throws: APIError.self) { try answer.json([Data].self) }
        #expect(error?.undecodableReason == "/1: expected a string of base64, found a number (at byte 12)")
    }

    @Test func anAnswerThatDoesNotComeWholeLeavesNoFile() async throws {
        let text = Array(#"{"b64_json":"QUJDREVG","n":1}"#.utf8)
        for end in text.indices {
            let cut = await error([Array(text[..<end])], files("/b64_json"))
            guard case .undecodable = cut else {
                Issue.record("\(String(describing: cut))")
                continue
            }
            let broken = await error([Array(text[..<end])], files("/b64_json"), breaksAtEnd: true)
            guard case .connection(let failure) = broken else {
                Issue.record("\(String(describing: broken))")
                continue
            }
            #expect(failure.reason == "the cable was pulled")
            #expect(try folder.contents == [:])
        }
    }

    @Test func whatGoesToFilesCountsTowardsTheLimit() async throws {
        let text = Array(#"{"b64_json":"QUJDREVG"}"#.utf8)
        var options = files("/b64_json")
        options.answerByteLimit = text.count - 1
        let error = await error(text.single, options)
        #expect(error?.description == "the answer is larger than 22 bytes (status 200)")
        #expect(try folder.contents == [:])
        options.answerByteLimit = text.count
        _ = try await ChunkTransport(contentType: "application/json", chunks: text.single).answer(options)
        #expect(try folder.contents == ["0.b64_json": "ABCDEF"])
    }

    @Test func aFileThatCannotBeWrittenIsAnErrorWithItsName() async throws {
        let missing = folder.url.appendingPathComponent("missing/picture.png")
        let error = await error([Array(#"{"b64_json":"QQ=="}"#.utf8)], CallOptions(files: Base64Files("/b64_json") { _ in missing }))
        #expect(error?.description == "\(missing.path) cannot be written: No such file or directory")
        #expect(error?.response?.status == 200)
    }

    @Test(arguments: [[:], ["0": "old"]])
    func whereOneFileOfSeveralCannotBePlacedNoneIs(before: [String: String]) async throws {
        for (name, text) in before { try Data(text.utf8).write(to: folder.url.appendingPathComponent(name)) }
        let other = try TemporaryFolder()
        // No file can take the place of a folder.
        try FileManager.default.createDirectory(at: other.url.appendingPathComponent("2"), withIntermediateDirectories: true)
        let options = CallOptions(
            files: Base64Files("/*") { [folder] in
                // The first two have the same place.
                ($0.number < 2 ? folder.url.appendingPathComponent("0") : other.url.appendingPathComponent("2"))
            })
        let error = await error([Array(#"["QQ==","Qg==","Qw=="]"#.utf8)], options)
        #expect(error?.description == "\(other.url.path)/2 cannot be written: Is a directory")
        #expect(try folder.contents == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: other.url.path) == ["2"])
    }

    @Test func whatFilesReplaceIsGoneOnceAllAreInTheirPlaces() async throws {
        for name in ["0.0", "1.1"] { try Data("old".utf8).write(to: folder.url.appendingPathComponent(name)) }
        _ = try await read(#"["QQ==","Qg=="]"#, files("/*"))
        #expect(try folder.contents == ["0.0": "A", "1.1": "B"])
    }

    @Test func aCancelledCallLeavesNoFile() async throws {
        let (started, continuation) = AsyncStream.makeStream(of: Void.self)
        let options = CallOptions(
            files: Base64Files("/b64_json") { [folder] _ in
                continuation.yield()
                return folder.url.appendingPathComponent("picture.png")
            })
        let text = Array(#"{"b64_json":""#.utf8)
        // An answer without end.
        let transport = ChunkTransport(
            contentType: "application/json", chunks: [text] + Array(repeating: Array("QUJD".utf8), count: 1 << 22))
        let call = Task { try await transport.answer(options) }
        for await _ in started { break }
        call.cancel()
        await #expect(throws: APIError.self) { try await call.value }
        #expect(try folder.contents == [:])
    }
}
