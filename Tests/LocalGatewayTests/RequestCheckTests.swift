import Foundation
import Testing

@testable import LocalGateway

@Suite("What a request for pictures may say")
struct RequestCheckTests {
    struct Refusal: CustomTestStringConvertible, Sendable {
        var fields: String
        var code: String
        var param: String
        var message: String

        init(_ fields: String, _ code: String, _ param: String, _ message: String) {
            (self.fields, self.code, self.param, self.message) = (fields, code, param, message)
        }

        var testDescription: String { fields }
    }

    static let sizes = #""256x256", "512x512", "1024x1024", "1792x1024", "1024x1792", "1536x1024", "1024x1536" or "auto""#

    static let refusals =
        [
            Refusal(#""prompt":"A""#, "missing_required_parameter", "model", "model is required"),
            Refusal(#""prompt":"A","model":null"#, "missing_required_parameter", "model", "model is required"),
            Refusal(#""prompt":"A","model":3"#, "invalid_type", "model", "model must be a string, not a number"),
            Refusal(#""prompt":"A","model":"""#, "invalid_value", "model", "model must not be empty"),
            Refusal(
                #""prompt":"A","model":"dall-e-3""#, "invalid_value", "model",
                "model must have the form provider/model, for example openai/gpt-image-1"
            ),
            Refusal(
                #""prompt":"A","model":"openai/""#, "invalid_value", "model",
                "model must have the form provider/model, for example openai/gpt-image-1"),
            Refusal(#""model":"a/b""#, "missing_required_parameter", "prompt", "prompt is required"),
            Refusal(#""model":"a/b","prompt":"""#, "invalid_value", "prompt", "prompt must not be empty"),
            Refusal(#""model":"a/b","prompt":["A"]"#, "invalid_type", "prompt", "prompt must be a string, not an array"),
        ]
        + [
            Refusal(#""n":0"#, "invalid_value", "n", "n must be between 1 and 10, not 0"),
            Refusal(#""n":11"#, "invalid_value", "n", "n must be between 1 and 10, not 11"),
            Refusal(#""n":1.5"#, "invalid_type", "n", "n must be an integer, not 1.5"),
            Refusal(#""n":1e400"#, "invalid_type", "n", "n must be an integer, not 1e400"),
            Refusal(#""n":"2""#, "invalid_type", "n", #"n must be an integer, not the string "2""#),
            Refusal(#""n":true"#, "invalid_type", "n", "n must be an integer, not a boolean"),
            Refusal(#""size":"300x300""#, "invalid_value", "size", "size must be \(sizes), not \"300x300\""),
            Refusal(#""size":"""#, "invalid_value", "size", "size must be \(sizes), not \"\""),
            Refusal(
                #""quality":"best""#, "invalid_value", "quality",
                #"quality must be "auto", "high", "medium", "low", "hd" or "standard", not "best""#
            ),
            Refusal(#""style":"Vivid""#, "invalid_value", "style", #"style must be "natural" or "vivid", not "Vivid""#),
            Refusal(
                #""response_format":"b64""#, "invalid_value", "response_format", #"response_format must be "url" or "b64_json", not "b64""#
            ),
            Refusal(
                #""background":"red""#, "invalid_value", "background", #"background must be "transparent", "opaque" or "auto", not "red""#
            ),
            Refusal(#""moderation":"high""#, "invalid_value", "moderation", #"moderation must be "low" or "auto", not "high""#),
            Refusal(#""partial_images":-1"#, "invalid_value", "partial_images", "partial_images must be between 0 and 3, not -1"),
            Refusal(#""partial_images":4"#, "invalid_value", "partial_images", "partial_images must be between 0 and 3, not 4"),
            Refusal(
                #""output_compression":-1"#, "invalid_value", "output_compression", "output_compression must be between 0 and 100, not -1"
            ),
            Refusal(
                #""output_compression":101"#, "invalid_value", "output_compression", "output_compression must be between 0 and 100, not 101"
            ),
            Refusal(
                #""output_format":"webp""#, "unsupported_value", "output_format", "the local gateway cannot make webp pictures, only png"
            ),
            Refusal(
                #""output_format":"jpeg""#, "unsupported_value", "output_format", "the local gateway cannot make jpeg pictures, only png"
            ),
            Refusal(
                #""output_format":"gif""#, "invalid_value", "output_format", #"output_format must be "png", "webp" or "jpeg", not "gif""#
            ),
            Refusal(#""user":{}"#, "invalid_type", "user", "user must be a string, not an object"),
            Refusal(#""seed":"x""#, "invalid_type", "seed", #"seed must be an integer, not the string "x""#),
            Refusal(#""negative_prompt":1"#, "invalid_type", "negative_prompt", "negative_prompt must be a string, not a number"),
            Refusal(
                #""num_inference_steps":2.25"#, "invalid_type", "num_inference_steps", "num_inference_steps must be an integer, not 2.25"
            ),
            Refusal(#""stream":"true""#, "invalid_type", "stream", "stream must be a boolean, not a string"),
            Refusal(#""fallbacks":{}"#, "invalid_type", "fallbacks", "fallbacks must be an array, not an object"),
            Refusal(
                #""fallbacks":["openai/x"]"#, "invalid_type", "fallbacks[0]",
                "fallbacks[0] must be an object with provider and model, not a string"
            ),
            Refusal(
                #""fallbacks":[{"provider":"a","model":"b"},{"provider":"a"}]"#, "missing_required_parameter", "fallbacks[1].model",
                "fallbacks[1].model is required"
            ),
            Refusal(
                #""fallbacks":[{"provider":1,"model":"b"}]"#, "invalid_type", "fallbacks[0].provider",
                "fallbacks[0].provider must be a string, not a number"
            ),
        ].map { Refusal(#""model":"a/b","prompt":"A","# + $0.fields, $0.code, $0.param, $0.message) }

    @Test("each rule that is broken is named, with the field")
    func brokenRules() async throws {
        try await calling { gateway in
            for refusal in Self.refusals {
                let answer = try await gateway.post("/v1/images/generations", "{\(refusal.fields)}")
                #expect(answer.status == 400, "\(refusal.fields)")
                let error = try answer.json["error"]
                #expect(error?["code"]?.text == refusal.code, "\(refusal.fields)")
                #expect(error?["param"]?.text == refusal.param, "\(refusal.fields)")
                #expect(error?["message"]?.text == refusal.message, "\(refusal.fields)")
            }
        }
    }

    @Test("what the pages allow is taken, to the limits of each range")
    func allowedValues() async throws {
        let allowed = [
            #""n":1"#, #""n":10"#, #""n":2.0"#, #""n":null"#, #""partial_images":0"#, #""partial_images":3"#, #""output_compression":0"#,
            #""output_compression":100"#, #""seed":-9223372036854775808"#, #""style":"natural""#, #""moderation":"auto""#,
            #""background":"auto""#, #""output_format":"png""#, #""fallbacks":[]"#, #""fallbacks":[{"provider":"a","model":"b"}]"#,
            #""stream":false"#, #""user":"""#, #""num_inference_steps":30"#, #""something":{"else":1}"#,
        ]
        try await calling { gateway in
            for fields in allowed {
                let answer = try await gateway.post(
                    "/v1/images/generations",
                    #"{"model":"a/b","prompt":"A","size":"256x256",\#(fields)}"#
                )
                #expect(answer.status == 200, "\(fields)")
            }
        }
    }

    @Test("the error object is whole")
    func errorObject() async throws {
        let answer = try await calling { try await $0.post("/v1/images/generations", #"{"model":"openai/x","prompt":"A","n":11}"#) }
        let id = try #require(answer.header("x-request-id"))
        #expect(
            try answer.json
                == JSONValue(
                    stringLiteral: """
                        {"event_id": "\(id)", "type": "invalid_request_error", "is_bifrost_error": true, "status_code": 400,
                         "error": {"type": "invalid_request_error", "code": "invalid_value", "message": "n must be between 1 and 10, not 11",
                           "param": "n", "event_id": "\(id)"},
                         "extra_fields": {"provider": "openai", "model_requested": "openai/x", "request_type": "image_generation"}}
                        """
                )
        )
    }
}
