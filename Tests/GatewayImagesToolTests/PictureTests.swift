import APIRuntime
import Foundation
import LoopbackSupport
import Testing

/// Pictures become files, whatever the verb and whatever the form of the answer.
@Suite struct PictureTests {
    @Test("generate saves as many pictures as were asked for and prints their files, however the gateway answers")
    func generate() async throws {
        try await withProgram { program in
            let addresses = try await program.run(
                "generate", "A red fox, in snow!", "--model", "openai/gpt-image-1", "--n", "2", "--size", "256x256")
            #expect(addresses.errors == "")
            #expect(addresses.output == "a-red-fox-in-snow-1.png\na-red-fox-in-snow-2.png\n")
            #expect(addresses.code == 0)
            let bytes = try await program.run(
                "generate", "A red fox, in snow!", "--model", "openai/gpt-image-1", "--n", "2", "--size", "256x256", "--response-format",
                "b64_json", "--output", "below/here", "--name", "fox")
            #expect(bytes.output == "below/here/fox-1.png\nbelow/here/fox-2.png\n")
            for (file, other) in zip(addresses.lines, bytes.lines) {
                #expect(sizeOfPNG(try program.contents(file)) == [256, 256])
                #expect(try program.contents(file) == program.contents(other))
            }
            #expect(try program.files == (addresses.lines + bytes.lines + ["below", "below/here"]).sorted())
        }
    }

    @Test("generate passes every option on")
    func allOptions() async throws {
        let server = try RawServer(answer: Self.answer(#"{"data":[{"b64_json":"/9j/AA=="}]}"#))
        let program = try Program(server: server.url)
        defer { program.remove() }
        let run = try await program.run(
            "generate", "p", "--model", "m", "--n", "3", "--size", "auto", "--quality", "hd", "--style", "vivid", "--response-format",
            "url",
            "--background", "transparent", "--moderation", "low", "--partial-images", "0", "--output-compression", "50",
            "--output-format", "webp", "--user", "u", "--seed=-5", "--negative-prompt", "dogs", "--num-inference-steps", "9",
            "--fallbacks", "a/b", "--fallbacks", "c/d/e")
        #expect(run.errors == "")
        #expect(run.output == "p-1.jpg\n", "the first bytes say JPEG")
        let request = try #require(server.requests.first)
        #expect(request.line == "POST /v1/images/generations HTTP/1.1")
        #expect(
            request.text
                == #"{"model":"m","prompt":"p","n":3,"size":"auto","quality":"hd","style":"vivid","response_format":"url","#
                + #""background":"transparent","moderation":"low","partial_images":0,"output_compression":50,"output_format":"webp","#
                + #""user":"u","seed":-5,"negative_prompt":"dogs","num_inference_steps":9,"#
                + #""fallbacks":[{"provider":"a","model":"b"},{"provider":"c","model":"d/e"}]}"#)
        #expect(request.values("authorization") == ["Bearer \(Program.key)"])
    }

    @Test("azure passes every option on, and takes the deployment for the model")
    func azureOptions() async throws {
        let server = try RawServer(answer: Self.answer(#"{"output_format":"webp","data":[{"b64_json":"AAAA"}]}"#))
        let program = try Program(server: server.url)
        defer { program.remove() }
        let run = try await program.run(
            "azure", "dalle 3", "p", "--api-version", "2024-10-21", "--n", "1", "--size", "256x256", "--quality", "hd", "--style",
            "natural",
            "--response-format", "b64_json", "--user", "u", "--fallbacks", "x", "--fallbacks", "y")
        #expect(run.errors == "")
        #expect(run.output == "p-1.webp\n", "the first bytes say nothing, output_format does")
        let request = try #require(server.requests.first)
        #expect(request.line == "POST /openai/openai/deployments/dalle%203/images/generations?api-version=2024-10-21 HTTP/1.1")
        #expect(
            request.text
                == #"{"model":"dalle 3","prompt":"p","n":1,"size":"256x256","quality":"hd","style":"natural","response_format":"b64_json","#
                + #""user":"u","fallbacks":["x","y"]}"#)
    }

    @Test("azure saves the pictures of an answer and of a stream")
    func azure() async throws {
        try await withProgram { program in
            let whole = try await program.run(
                "azure", "dalle3", "Ein B\u{E4}r", "--model", "dall-e-3", "--size", "512x512", "--response-format", "b64_json")
            #expect(whole.output == "ein-b\u{E4}r-1.png\n")
            let stream = try await program.run("azure", "dalle3", "Ein B\u{E4}r", "--model", "dall-e-3", "--size", "512x512", "--stream")
            #expect(stream.output == "ein-b\u{E4}r-2.png\n")
            #expect(stream.errors == "", "standard error is no terminal")
            #expect(try program.contents(whole.lines[0]) == program.contents(stream.lines[0]))
        }
    }

    @Test("vary sends one file as image and several as image[]")
    func vary() async throws {
        try await withProgram { program in
            let source = try await program.run("generate", "x", "--model", "openai/m", "--size", "256x256", "--name", "source")
            #expect(source.output == "source-1.png\n")
            let one = try await program.run("vary", "source-1.png", "--model", "openai/dall-e-2", "--n", "2", "--size", "256x256")
            #expect(one.errors == "")
            #expect(one.output == "source-1-variation-1.png\nsource-1-variation-2.png\n")
            let two = try await program.run(
                "vary", "source-1.png", "source-1-variation-1.png", "--model", "openai/dall-e-2", "--size", "256x256",
                "--response-format", "b64_json", "--fallbacks", "openai/gpt-image-1", "--user", "u")
            #expect(two.output == "source-1-variation-3.png\n")
            #expect(try program.contents(two.lines[0]) == program.contents(one.lines[0]))
        }
    }

    @Test("A stream prints each picture as it is saved, and partial ones where that is asked for")
    func stream() async throws {
        try await withProgram { program in
            let arguments = ["generate", "x", "--model", "openai/m", "--size", "256x256", "--stream", "--partial-images", "2", "--n", "2"]
            let without = try await program.run(arguments)
            #expect(without.output == "x-1.png\nx-2.png\n")
            let with = try await program.run(arguments + ["--save-partial", "--response-format", "b64_json"])
            #expect(
                with.lines == [
                    "x-3-partial-1.png", "x-3-partial-2.png", "x-3.png", "x-4-partial-1.png", "x-4-partial-2.png", "x-4.png",
                ])
            #expect(with.errors == "")
            for file in with.lines { #expect(sizeOfPNG(try program.contents(file)) == [256, 256]) }
            #expect(try program.contents("x-1.png") == program.contents("x-3.png"))
            #expect(try program.contents("x-3.png") != program.contents("x-3-partial-2.png"))
        }
    }

    @Test("No file is replaced unless told")
    func overwrite() async throws {
        try await withProgram { program in
            let mine = Data("mine".utf8)
            try mine.write(to: program.folder.appendingPathComponent("x-1.png"))
            try mine.write(to: program.folder.appendingPathComponent("x-2.txt"))
            let arguments = ["generate", "x", "--model", "openai/m", "--size", "256x256"]
            #expect(try await program.run(arguments).output == "x-3.png\n")
            #expect(try program.contents("x-1.png") == mine)
            #expect(try await program.run(arguments + ["--overwrite"]).output == "x-1.png\n")
            #expect(try program.contents("x-1.png") == program.contents("x-3.png"))
            #expect(try program.contents("x-2.txt") == mine)
            #expect(try program.files == ["x-1.png", "x-2.txt", "x-3.png"])
        }
    }

    @Test("Runs at the same time never replace each other's pictures")
    func parallel() async throws {
        try await withProgram { program in
            let files = try await withThrowingTaskGroup(of: [String].self) { group in
                for seed in 0..<4 {
                    group.addTask {
                        try await program.run("generate", "x", "--model", "openai/m", "--size", "256x256", "--seed", "\(seed)", "--n", "2")
                            .lines
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(Set(files).count == 8)
            #expect(try program.files == files.sorted())
        }
    }

    static func answer(_ body: String) -> String {
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
