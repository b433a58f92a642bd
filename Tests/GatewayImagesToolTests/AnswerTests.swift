import APIRuntime
import Foundation
import LoopbackSupport
import Testing

/// What the program prints for scripts, and what it makes of addresses.
@Suite struct AnswerTests {
    @Test("--json prints the answer in one line, with files in place of bytes")
    func json() async throws {
        try await withProgram { program in
            for format in ["b64_json", "url"] {
                let run = try await program.run(
                    "generate", "x", "--model", "openai/m", "--size", "256x256", "--n", "2", "--json", "--response-format", format,
                    "--name",
                    format)
                #expect(run.code == 0)
                #expect(run.lines.count == 1)
                let answer = try JSONDocument(parsing: run.output).decode(JSONValue.self)
                #expect(answer["data"]?.array?.map { $0["file"] } == [.string("\(format)-1.png"), .string("\(format)-2.png")])
                #expect(answer["data"]?.array?.map { $0["b64_json"] } == [nil, nil])
                #expect(answer["size"] == "256x256")
                #expect(answer["usage"]?["total_tokens"]?.number != nil)
                #expect(sizeOfPNG(try program.contents("\(format)-2.png")) == [256, 256])
            }
        }
    }

    @Test("--json prints a line for each event of a stream")
    func jsonStream() async throws {
        try await withProgram { program in
            let run = try await program.run(
                "generate", "x", "--model", "openai/m", "--size", "256x256", "--json", "--stream", "--partial-images", "1")
            let events = try run.lines.map { try JSONDocument(parsing: $0).decode(JSONValue.self) }
            #expect(events.map { $0["type"] } == ["image_generation.partial_image", "image_generation.completed"])
            #expect(events.map { $0["file"] } == [nil, "x-1.png"])
            #expect(try program.files == ["x-1.png"])
        }
    }

    @Test("--no-download prints addresses and saves nothing")
    func noDownload() async throws {
        try await withProgram { program in
            let run = try await program.run("generate", "x", "--model", "openai/m", "--no-download", "--n", "2")
            #expect(run.code == 0)
            #expect(run.lines.count == 2)
            #expect(run.lines.allSatisfy { $0.hasPrefix(program.environment["AI_GATEWAY_URL"] ?? "-") })
            #expect(try program.files == [])
        }
    }

    @Test("A picture is fetched with the key from the gateway's own origin, and without it from any other, byte for byte as addressed")
    func credential() async throws {
        let other = try RawServer(answer: "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 6\r\n\r\nGIF89a")
        let target = "/a%2Fb/../c?signature=x%2By%3D&expires=1#part"
        let gateway = try RawServer { connection in
            while let request = connection.readRequest() {
                let own = "http://127.0.0.1:\(request.values("host").first?.split(separator: ":").last ?? "")"
                connection.send(
                    request.line.hasPrefix("GET")
                        ? "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nGIF89a"
                        : PictureTests.answer(#"{"data":[{"url":"\#(other.url)\#(target)"},{"url":"\#(own)\#(target)"}]}"#))
            }
        }
        let program = try Program(server: gateway.url)
        defer { program.remove() }
        let run = try await program.run("generate", "x", "--model", "m")
        #expect(run.errors == "")
        #expect(run.output == "x-1.gif\nx-2.gif\n")
        let line = "GET /a%2Fb/../c?signature=x%2By%3D&expires=1 HTTP/1.1"
        #expect(other.requests.map(\.line) == [line])
        #expect(other.requests.first?.values("authorization") == [])
        #expect(gateway.requests.map(\.line) == ["POST /v1/images/generations HTTP/1.1", line])
        #expect(gateway.requests.last?.values("authorization") == ["Bearer \(Program.key)"])
    }

    @Test("A picture that cannot be fetched is an error, and the others are saved")
    func brokenAddress() async throws {
        let server = try RawServer { connection in
            while let request = connection.readRequest() {
                let own = "http://127.0.0.1:\(request.values("host").first?.split(separator: ":").last ?? "")"
                if request.line.hasPrefix("GET /gone") {
                    connection.send("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n")
                } else {
                    connection.send(
                        PictureTests.answer(
                            #"{"data":[{"url":"\#(own)/gone"},{"url":"file:///etc/passwd"},{},{"b64_json":"iVBORw0KGgo="}]}"#))
                }
            }
        }
        let program = try Program(server: server.url)
        defer { program.remove() }
        let run = try await program.run("generate", "x", "--model", "m")
        #expect(run.code == 1)
        #expect(run.output == "x-1.png\n")
        #expect(
            run.errors == """
                cannot fetch \(server.url)/gone: the server answered status 410
                the gateway answered an address that is none of http or https
                the gateway answered a picture without bytes and without an address

                """)
    }

    @Test("Names that a server chooses have no say in where files go")
    func hostileFormat() async throws {
        let server = try RawServer(answer: PictureTests.answer(#"{"output_format":"/../../../x","data":[{"b64_json":"AAAA"}]}"#))
        let program = try Program(server: server.url)
        defer { program.remove() }
        let run = try await program.run("generate", "../../etc/passwd", "--model", "m")
        #expect(run.output == "etc-passwd-1.bin\n")
        #expect(try program.files == ["etc-passwd-1.bin"])
    }
}
