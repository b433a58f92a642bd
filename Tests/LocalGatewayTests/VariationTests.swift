import Foundation
import Testing

@testable import LocalGateway

@Suite("Variations")
struct VariationTests {
    private let model = (#"name="model""#, Array("openai/dall-e-2".utf8))
    private let png = Array(DrawingOrder(prompt: "A red fox", size: .square256).draw(0).file)

    private func image(_ name: String, _ bytes: [UInt8]) -> (String, [UInt8]) {
        ("name=\"\(name)\"; filename=\"a.png\"\r\nContent-Type: image/png", bytes)
    }

    private func field(_ name: String, _ value: String) -> (String, [UInt8]) { ("name=\"\(name)\"", Array(value.utf8)) }

    @Test("an answer has every field of the page that a gateway fills")
    func wholeAnswer() async throws {
        let answer = try await calling {
            try await $0.post(form: [model, image("image", png), field("n", "2"), field("size", "512x512"), field("user", "u")])
        }
        #expect(answer.status == 200)
        let tokens = 1 + png.count / 1024
        #expect(
            try answer.json.masked()
                == JSONValue(
                    stringLiteral: """
                        {"id": "*", "created": "*", "model": "openai/dall-e-2", "data": [{"url": "*", "index": 0}, {"url": "*", "index": 1}],
                         "background": "opaque", "output_format": "png", "size": "512x512",
                         "usage": {"input_tokens": \(tokens), "input_tokens_details": {"image_tokens": \(tokens), "text_tokens": 0},
                           "output_tokens": 512, "output_tokens_details": {"image_tokens": 512, "text_tokens": 0}, "total_tokens": \(tokens + 512)},
                         "extra_fields": {"request_type": "image_variation", "provider": "openai", "model_requested": "openai/dall-e-2",
                           "model_deployment": "dall-e-2", "latency": "*", "chunk_index": 0}}
                        """
                )
        )
    }

    @Test("pictures derive from the upload: same upload, same pictures; each of an answer differs")
    func derivation() async throws {
        try await calling { gateway in
            func pictures(_ file: [UInt8]) async throws -> [String] {
                let parts = [model, image("image", file), field("n", "10"), field("size", "256x256"), field("response_format", "b64_json")]
                guard case .array(let data)? = try await gateway.post(form: parts).json["data"] else { return [] }
                return data.compactMap { $0["b64_json"]?.text }
            }
            let fox = try await pictures(png)
            #expect(Set(fox).count == 10)
            #expect(try await pictures(png) == fox)
            let other = Array(DrawingOrder(prompt: "A blue sea", size: .square256).draw(0).file)
            #expect(try await pictures(other) != fox)
            let text = try await pictures(Array("no picture at all".utf8))
            #expect(Set(text).count == 10)
            #expect(try await pictures(Array("no picture at al!".utf8)) != text)
            for picture in fox + text { #expect(try ParsedPNG(base64: picture).width == 256) }
        }
    }

    @Test("the first variation is the upload mirrored")
    func mirrored() throws {
        var canvas = Canvas(width: 512, height: 512, filledWith: .white)
        for row in 0..<512 { canvas.fill(row: row, from: 0, to: 128, with: Color(red: 0, green: 0, blue: 0)) }
        let file = VariationOrder(file: PNGEncoder.encode(canvas, alpha: false), size: .square256).draw(0)
        let picture = try ParsedPNG(Array(file))
        #expect(picture.pixel(0, 128).allSatisfy { $0 > 250 })
        #expect(picture.pixel(255, 128).allSatisfy { $0 < 5 })
    }

    @Test("image[] is read before image, and its first file is used")
    func severalImages() async throws {
        let sea = Array(DrawingOrder(prompt: "A blue sea", size: .square256).draw(0).file)
        try await calling { gateway in
            func picture(_ images: [(String, [UInt8])]) async throws -> JSONValue? {
                let parts = [model, field("size", "256x256"), field("response_format", "b64_json")] + images
                return try await gateway.post(form: parts).json["data"]?[0]?["b64_json"]
            }
            let fox = try await picture([image("image", png)])
            let blue = try await picture([image("image", sea)])
            #expect(fox != nil && blue != nil && fox != blue)
            let second = try await picture([image("image[]", png), image("image[]", sea)])
            #expect(second == fox)
            let both = try await picture([image("image", sea), image("image[]", png)])
            #expect(both == fox)
        }
    }

    @Test("each rule that is broken is named, with the field")
    func brokenRules() async throws {
        let refusals: [([(String, [UInt8])], String, String, String)] = [
            ([image("image", png)], "missing_required_parameter", "model", "model is required"),
            (
                [field("model", "dall-e-2"), image("image", png)], "invalid_value", "model",
                "model must have the form provider/model, for example openai/gpt-image-1"
            ),
            ([model], "missing_required_parameter", "image", "image is required"),
            (
                [model, field("image", "text")], "missing_required_parameter", "image",
                "image is required: it came as text, send it as a file (with a filename)"
            ),
            (
                [model, image("image", png), image("image", png)], "invalid_value", "image",
                "image was given 2 times: send one file as image, or several as image[]"
            ),
            ([model, image("image", [])], "invalid_value", "image", "image is an empty file"),
            ([model, image("image", png), field("n", "0")], "invalid_value", "n", "n must be between 1 and 10, not 0"),
            ([model, image("image", png), field("n", "two")], "invalid_type", "n", #"n must be an integer, not the string "two""#),
            (
                [model, image("image", png), field("n", "1"), field("n", "2")], "invalid_value", "n",
                "n was given 2 times, it takes one value"
            ),
            (
                [model, image("image", png), field("size", "1x1")], "invalid_value", "size",
                "size must be \(RequestCheckTests.sizes), not \"1x1\""
            ),
            (
                [model, image("image", png), field("response_format", "png")], "invalid_value", "response_format",
                #"response_format must be "url" or "b64_json", not "png""#
            ),
            (
                [
                    model, image("image", png), field("fallbacks", #"{"provider":"a","model":"b"}"#),
                    field("fallbacks", #"{"provider":"a"}"#),
                ],
                "missing_required_parameter", "fallbacks[1].model", "fallbacks[1].model is required"
            ),
            (
                [model, image("image", png), field("fallbacks", "b")], "invalid_value", "fallbacks",
                "fallbacks is not JSON: expected a value at line 1, column 1"
            ),
        ]
        try await calling { gateway in
            for (parts, code, param, message) in refusals {
                let answer = try await gateway.post(form: parts)
                #expect(answer.status == 400, "\(message)")
                let error = try answer.json["error"]
                #expect(error?["code"]?.text == code, "\(message)")
                #expect(error?["param"]?.text == param, "\(message)")
                #expect(error?["message"]?.text == message)
            }
            let fine = [model, image("image", png), field("size", "256x256"), field("fallbacks", #"[{"provider":"a","model":"b"}]"#)]
            #expect(try await gateway.post(form: fine).status == 200)
        }
    }

    @Test("a body that is no form is refused")
    func noForm() async throws {
        try await calling { gateway in
            func message(_ body: String, _ contentType: String) async throws -> String? {
                let answer = try await gateway.post("/v1/images/variations", body, contentType: contentType)
                #expect(answer.status == 400)
                #expect(try answer.json["error"]?["code"]?.text == "invalid_multipart")
                return try answer.json["error"]?["message"]?.text
            }
            let boundary = "Content-Type multipart/form-data needs a boundary of 1 to 70 characters"
            for (body, contentType, expected) in [
                ("x", "multipart/form-data", boundary),
                ("x", "multipart/form-data; boundary=\(String(repeating: "b", count: 71))", boundary),
                ("x", "multipart/form-data; boundary=XX", "the body is not multipart/form-data: the boundary does not occur"),
                (
                    "--XX\r\n", "multipart/form-data; boundary=XX",
                    "the body is not multipart/form-data: it ends before the closing boundary"
                ),
            ] {
                let message = try await message(body, contentType)
                #expect(message == expected)
            }
        }
    }
}
