import Foundation
import Testing

@testable import LocalGateway

@Suite("The Azure route")
struct AzureTests {
    private let path = "/openai/openai/deployments/dall%20e/images/generations?api-version=2024-10-21"

    @Test("an answer has no id, no model and no extra fields")
    func answer() async throws {
        let answer = try await calling { try await $0.post(path, #"{"model":"dall-e-3","prompt":"A red fox","size":"256x256"}"#) }
        #expect(answer.status == 200)
        #expect(
            try answer.json.masked() == """
                {"created": "*", "background": "opaque", "output_format": "png", "quality": "standard", "size": "256x256",
                 "data": [{"url": "*", "index": 0, "revised_prompt": "A red fox (drawn by the local gateway: picture 1 of 1)"}],
                 "usage": {"input_tokens": 3, "input_tokens_details": {"image_tokens": 0, "text_tokens": 3},
                   "output_tokens": 64, "output_tokens_details": {"image_tokens": 64, "text_tokens": 0}, "total_tokens": 67}}
                """
        )
    }

    @Test(
        "its own rules are checked",
        arguments: [
            (#""quality":"auto""#, "quality", #"quality must be "standard" or "hd", not "auto""#),
            (#""fallbacks":[{"provider":"a","model":"b"}]"#, "fallbacks[0]", "fallbacks[0] must be a string, not an object"),
            (
                #""stream":true,"response_format":"b64_json""#, "response_format",
                "response_format is not supported for streaming requests: leave it out, pictures come as b64_json"
            ),
        ])
    func rules(fields: String, param: String, message: String) async throws {
        let answer = try await calling { try await $0.post(path, #"{"model":"dall-e-3","prompt":"A fox",\#(fields)}"#) }
        #expect(answer.status == 400)
        #expect(try answer.json["error"]?["param"]?.text == param)
        #expect(try answer.json["error"]?["message"]?.text == message)
        #expect(try answer.json["extra_fields"]?["provider"]?.text == "azure")
    }

    @Test("fallbacks are names, and any model name will do")
    func fallbacks() async throws {
        let answer = try await calling {
            try await $0.post(path, #"{"model":"dall-e-3","prompt":"A fox","size":"256x256","quality":"hd","fallbacks":["b"]}"#)
        }
        #expect(answer.status == 200)
        #expect(try answer.json["quality"]?.text == "hd")
    }

    @Test("a stream's events have no id and no extra fields")
    func stream() async throws {
        let answer = try await calling { gateway in
            try await gateway.post(path, #"{"model":"dall-e-3","prompt":"A fox","size":"256x256","stream":true,"partial_images":1}"#)
        }
        #expect(
            try answer.events.map { $0.data.masked() } == [
                """
                {"type": "image_generation.partial_image", "b64_json": "*", "created_at": "*", "size": "256x256", "quality": "standard",
                 "background": "opaque", "output_format": "png"}
                """,
                """
                {"type": "image_generation.completed", "sequence_number": 1, "b64_json": "*", "created_at": "*", "size": "256x256",
                 "quality": "standard", "background": "opaque", "output_format": "png",
                 "revised_prompt": "A fox (drawn by the local gateway: picture 1 of 1)",
                 "usage": {"input_tokens": 2, "input_tokens_details": {"image_tokens": 0, "text_tokens": 2},
                   "output_tokens": 64, "output_tokens_details": {"image_tokens": 64, "text_tokens": 0}, "total_tokens": 66}}
                """,
            ]
        )
    }
}
