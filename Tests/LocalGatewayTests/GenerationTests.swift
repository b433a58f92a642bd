import Foundation
import Testing

@testable import LocalGateway

@Suite("Generations answered as a whole")
struct GenerationTests {
    @Test("an answer has every field of the page that a gateway fills")
    func wholeAnswer() async throws {
        let before = Int(Date().timeIntervalSince1970)
        let answer = try await calling { gateway in
            try await gateway.post(
                "/v1/images/generations",
                #"{"model":"openai/gpt-image-1","prompt":"A red fox","n":2,"size":"256x256","quality":"high","seed":7,"unknown":[1]}"#
            )
        }
        #expect(answer.status == 200)
        #expect(answer.header("content-type") == "application/json")
        #expect(
            try answer.json.masked() == """
                {"id": "*", "created": "*", "model": "openai/gpt-image-1", "data": [
                   {"url": "*", "index": 0, "revised_prompt": "A red fox (drawn by the local gateway: picture 1 of 2, seed 7)"},
                   {"url": "*", "index": 1, "revised_prompt": "A red fox (drawn by the local gateway: picture 2 of 2, seed 7)"}],
                 "background": "opaque", "output_format": "png", "quality": "high", "size": "256x256",
                 "usage": {"input_tokens": 3, "input_tokens_details": {"image_tokens": 0, "text_tokens": 3},
                   "output_tokens": 256, "output_tokens_details": {"image_tokens": 256, "text_tokens": 0}, "total_tokens": 259},
                 "extra_fields": {"request_type": "image_generation", "provider": "openai", "model_requested": "openai/gpt-image-1",
                   "model_deployment": "gpt-image-1", "latency": "*", "chunk_index": 0}}
                """
        )
        let created = try #require(try answer.json["created"]?.integer)
        #expect((before...Int(Date().timeIntervalSince1970)).contains(created))
    }

    @Test("pictures come as URLs of the gateway unless base64 is asked for")
    func pictureURLs() async throws {
        try await calling { gateway in
            let urls = try await gateway.post("/v1/images/generations", #"{"model":"a/b","prompt":"Tea","size":"256x256"}"#).json["data"]?[
                0]
            let url = try #require(urls?["url"]?.text)
            #expect(url.hasPrefix(gateway.server.absoluteString + "/pictures/"))
            #expect(urls?["b64_json"] == nil)
            let file = try await gateway.get(String(url.dropFirst(gateway.server.absoluteString.count)))
            #expect(file.status == 200)
            #expect(file.header("content-type") == "image/png")

            let texts = try await gateway.post(
                "/v1/images/generations",
                #"{"model":"a/b","prompt":"Tea","size":"256x256","response_format":"b64_json"}"#
            ).json["data"]?[0]
            #expect(texts?["url"] == nil)
            let text = try #require(texts?["b64_json"]?.text)
            #expect(Data(base64Encoded: text) == Data(file.body))
            #expect(try ParsedPNG(file.body).width == 256)
        }
    }

    @Test("the same prompt and seed give the same pictures, anything else gives others")
    func sameSeed() async throws {
        try await calling { gateway in
            func pictures(_ fields: String) async throws -> [String] {
                let answer = try await gateway.post(
                    "/v1/images/generations",
                    #"{"model":"a/b","size":"256x256","response_format":"b64_json",\#(fields)}"#
                )
                guard case .array(let data)? = try answer.json["data"] else { return [] }
                return data.compactMap { $0["b64_json"]?.text }
            }
            let first = try await pictures(#""prompt":"A harbour","seed":1,"n":3"#)
            #expect(Set(first).count == 3)
            #expect(try await pictures(#""prompt":"A harbour","seed":1,"n":3"#) == first)
            #expect(try await pictures(#""prompt":"A harbour","seed":2"#)[0] != first[0])
            #expect(try await pictures(#""prompt":"A haven","seed":1"#)[0] != first[0])
            #expect(try await pictures(#""prompt":"A harbour","seed":1,"style":"vivid""#)[0] != first[0])
            #expect(try await pictures(#""prompt":"A harbour","seed":1,"negative_prompt":"boats""#)[0] != first[0])
            let unseeded = try await pictures(#""prompt":"A harbour""#)
            #expect(try await pictures(#""prompt":"A harbour""#) == unseeded)
        }
    }

    @Test("usage grows with number, size and quality, and adds up")
    func usageAddsUp() async throws {
        try await calling { gateway in
            func usage(_ fields: String) async throws -> JSONValue? {
                try await gateway.post("/v1/images/generations", #"{"model":"a/b","prompt":"12345678",\#(fields)}"#).json["usage"]
            }
            #expect(
                try await usage(#""n":3,"size":"512x512","quality":"low""#) == """
                    {"input_tokens": 2, "input_tokens_details": {"image_tokens": 0, "text_tokens": 2},
                     "output_tokens": 384, "output_tokens_details": {"image_tokens": 384, "text_tokens": 0}, "total_tokens": 386}
                    """
            )
            let (loud, plain) = try await (usage(#""size":"512x512","quality":"hd""#), usage(#""size":"512x512""#))
            #expect(loud?["total_tokens"]?.integer == 514)
            #expect(plain?["total_tokens"]?.integer == 258)
        }
    }

    @Test("a transparent background has clear pixels, and auto means 1024 by 1024")
    func clearBackground() async throws {
        let answer = try await calling { gateway in
            try await gateway.post(
                "/v1/images/generations",
                #"{"model":"a/b","prompt":"planets","background":"transparent","size":"auto","response_format":"b64_json"}"#
            ).json
        }
        #expect(answer["background"]?.text == "transparent")
        #expect(answer["size"]?.text == "1024x1024")
        let picture = try ParsedPNG(base64: try #require(answer["data"]?[0]?["b64_json"]?.text))
        #expect(picture.width == 1024)
        #expect(picture.height == 1024)
        #expect(picture.hasAlpha)
        let alphas = Set(stride(from: 3, to: picture.pixels.count, by: 4).map { picture.pixels[$0] })
        #expect(alphas.contains(0) && alphas.contains(255))
    }

    @Test("twenty calls at once are all answered")
    func manyCalls() async throws {
        try await calling { gateway in
            let sizes = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        let answer = try await gateway.post(
                            "/v1/images/generations",
                            #"{"model":"a/b","prompt":"call \#(number)","size":"512x512","response_format":"b64_json"}"#
                        )
                        return try ParsedPNG(base64: answer.json["data"]?[0]?["b64_json"]?.text ?? "").width
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(sizes == Array(repeating: 512, count: 20))
        }
    }
}
