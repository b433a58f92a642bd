import Foundation
import LocalGateway
import LoopbackSupport
import Testing

/// One clear line for what is wrong, on standard error, and an exit code that scripts can tell it by.
@Suite struct FailureTests {
    @Test("A missing or useless environment is said in one line, with what to set")
    func environment() async throws {
        let url = try #require(URL(string: "http://127.0.0.1:9"))
        let generate = ["generate", "x", "--model", "m"]
        let noAddress = try Program(server: nil)
        defer { noAddress.remove() }
        var run = try await noAddress.run(generate)
        #expect(
            run.errors
                == "AI_GATEWAY_URL is not set: set it to the gateway's address, as in export AI_GATEWAY_URL=https://gateway.example.com\n")
        #expect(run.code == 2)

        let noKey = try Program(server: url, key: nil)
        defer { noKey.remove() }
        run = try await noKey.run(generate)
        #expect(run.errors == "AI_GATEWAY_KEY is not set: set it to your key for the gateway\n")
        #expect(run.code == 2)
        #expect(try noKey.files == [])

        var useless = try Program(server: url)
        defer { useless.remove() }
        useless.environment["AI_GATEWAY_URL"] = "gateway.example.com"
        run = try await useless.run(generate)
        #expect(run.errors == "AI_GATEWAY_URL must be an absolute URL\n")
        #expect(run.code == 2)
    }

    @Test("Every rule that is broken is listed in the words of the command line, and nothing is sent")
    func validation() async throws {
        let server = try RawServer(answer: "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n")
        let program = try Program(server: server.url)
        defer { program.remove() }
        let many = try await program.run(
            "generate", "x", "--model", "m", "--n", "11", "--style", "cubist", "--output-compression", "101", "--stream")
        #expect(
            many.errors == """
                nothing was sent: 3 rules are broken
                  --n must be at most 10, is 11
                  --style must be one of "natural" or "vivid", is "cubist"
                  --output-compression must be at most 100, is 101

                """)
        #expect(many.code == 1)
        let one = try await program.run("azure", "d", "x", "--quality", "low")
        #expect(one.errors == "nothing was sent: --quality must be one of \"standard\" or \"hd\", is \"low\"\n")
        #expect(one.code == 1)
        let file = try await program.run("vary", "none.png", "--model", "m")
        #expect(file.errors == "nothing was sent: FILE does not exist: \(program.folder.resolvingSymlinksInPath().path)/none.png\n")
        #expect(file.code == 1)
        let place = try await program.run("azure", "..", "x")
        #expect(place.errors == "nothing was sent: DEPLOYMENT must not make the path segment \"..\"\n")
        #expect(many.output + one.output + file.output + place.output == "")
        #expect(server.connections == 0)
    }

    @Test(
        "A command line at fault ends with 2",
        arguments: [
            ["generate", "x"], ["generate", "--model", "m"], ["generate", "x", "--model", "m", "--n", "two"],
            ["generate", "x", "--model", "m", "--fallbacks", "nothing"], ["generate", "x", "--model", "m", "--timeout", "0"],
            ["generate", "x", "--model", "m", "--save-partial"], ["generate", "x", "--model", "m", "--name", "../x"],
            ["generate", "x", "--model", "m", "--key", "k"], ["vary", "--model", "m"], ["vary", "a.png", "--model", "m", "--stream"],
            ["azure", "x"], ["draw", "x"],
        ])
    func commandLine(_ arguments: [String]) async throws {
        let program = try Program(server: URL(string: "http://127.0.0.1:9"))
        defer { program.remove() }
        let run = try await program.run(arguments)
        #expect(run.code == 2)
        #expect(run.output == "")
        #expect(run.errors.hasPrefix("Error: "))
    }

    @Test("A wrong key is one line that says so, and never shows the key")
    func wrongKey() async throws {
        try await withProgram(key: "sk-a-wrong-one") { program in
            for arguments in [["generate", "x", "--model", "openai/m"], ["generate", "x", "--model", "openai/m", "--stream"]] {
                let run = try await program.run(arguments)
                #expect(run.code == 1)
                #expect(run.output == "")
                #expect(run.errors.hasPrefix("the server answered status 401, request id req_"))
                #expect(
                    run.errors.hasSuffix(": the key is not the one that this gateway was started with; is AI_GATEWAY_KEY right?\n"))
                #expect(try program.files == [])
            }
        }
    }

    @Test("A refusal of the gateway is one line")
    func refusal() async throws {
        try await withProgram { program in
            let run = try await program.run("generate", "x", "--model", "openai/m", "--output-format", "webp")
            #expect(run.code == 1)
            #expect(run.errors.hasSuffix(": the local gateway cannot make webp pictures, only png\n"))
            #expect(run.errors.split(separator: "\n").count == 1)
        }
    }

    @Test("An answer without a picture, and one that is none, are the gateway's fault")
    func uselessAnswers() async throws {
        for (answer, message) in [
            (PictureTests.answer(#"{"data":[]}"#), "the gateway answered no picture\n"),
            (PictureTests.answer("<html>"), "undecodable: "),
            ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{", "connection broke (status 200): "),
        ] {
            let server = try RawServer { connection in
                connection.readRequest()
                connection.send(answer)
            }
            let program = try Program(server: server.url)
            defer { program.remove() }
            let run = try await program.run("generate", "x", "--model", "m")
            #expect(run.code == 1)
            #expect(run.errors.hasPrefix(message))
            #expect(run.errors.split(separator: "\n").count == 1)
        }
    }

    @Test("A stream that is cut keeps the pictures that came, and fails")
    func cut() async throws {
        let event = #"data: {"type":"image_generation.partial_image","b64_json":"iVBORw0KGgo="}"# + "\n\n"
        let server = try RawServer(
            answer: "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: \(event.utf8.count)\r\n\r\n\(event)")
        let program = try Program(server: server.url)
        defer { program.remove() }
        let run = try await program.run("generate", "x", "--model", "m", "--stream", "--save-partial")
        #expect(run.code == 1)
        #expect(run.output == "x-1-partial-1.png\n")
        #expect(run.errors == "the event stream was cut after 1 event (status 200): it has no final event\n")
    }

    @Test("A folder that cannot be written to is found before anything is sent")
    func folder() async throws {
        let server = try RawServer(answer: "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n")
        let program = try Program(server: server.url)
        defer { program.remove() }
        try Data().write(to: program.folder.appendingPathComponent("file"))
        let run = try await program.run("generate", "x", "--model", "m", "--output", "file")
        #expect(run.errors == "cannot make the folder file: it is no folder\n")
        #expect(run.code == 1)
        #expect(server.connections == 0)
    }

    @Test("--timeout ends a call that takes longer")
    func timeout() async throws {
        try await withProgram(stepDelay: .seconds(30)) { program in
            let run = try await program.run("generate", "x", "--model", "openai/m", "--stream", "--timeout", "0.2")
            #expect(run.code == 1)
            #expect(run.errors.hasPrefix("timeout: the call took longer than 0.2 s"))
        }
    }

    @Test("Ctrl-C ends a call in good order, without a half file", arguments: [SIGINT, SIGTERM])
    func interrupted(_ signal: Int32) async throws {
        try await withProgram(stepDelay: .milliseconds(300)) { program in
            let arguments = [
                "generate", "x", "--model", "openai/m", "--size", "256x256", "--stream", "--n", "10", "--partial-images", "3",
            ]
            let (process, output, errors) = program.start(arguments)
            try process.run()
            // The first picture is there, the second under way.
            let first = await onThread { output.fileHandleForReading.availableData }
            #expect(String(decoding: first, as: UTF8.self) == "x-1.png\n")
            kill(process.processIdentifier, signal)
            let message = await onThread {
                process.waitUntilExit()
                return errors.fileHandleForReading.readDataToEndOfFile()
            }
            #expect(process.terminationReason == .exit)
            #expect(process.terminationStatus == 130)
            #expect(String(decoding: message, as: UTF8.self) == "interrupted\n")
            #expect(try program.files == ["x-1.png"])
        }
    }

    @Test("Help and version end with 0")
    func help() async throws {
        let program = try Program(server: nil, key: nil)
        defer { program.remove() }
        let help = try await program.run("generate", "--help")
        #expect(help.code == 0)
        #expect(help.errors == "")
        #expect(help.output.contains("(values: 256x256,"), "the values that the description knows")
        #expect(try await program.run("--version").output == "0.1.0\n")
    }
}
