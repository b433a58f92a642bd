import GatewayImages
import LoopbackSupport
import Testing

/// One error lists all that is wrong, each with its place, rule, limit and value.
@Suite struct AllViolationsTests {
    static let wrong = ImageGenerationRequest(
        model: "m", prompt: "p", n: 0, size: ImageSize(rawValue: "1x1"), quality: ImageQuality(rawValue: ""),
        style: ImageStyle(rawValue: "cubist"), responseFormat: ImageResponseFormat(rawValue: "gif"),
        background: ImageBackground(rawValue: "red"), moderation: ImageModeration(rawValue: "none"), partialImages: 4,
        outputCompression: 101, outputFormat: ImageOutputFormat(rawValue: "bmp"))

    @Test("All violations of a request are in one error")
    func request() throws {
        let error = try #require(throws: ValidationError.self) { try Self.wrong.validate() }
        #expect(
            error.violations.map { "\($0.pointer) \($0.rule.rawValue)" } == [
                "/n minimum", "/size enum", "/quality enum", "/style enum", "/response_format enum", "/background enum",
                "/moderation enum", "/partial_images maximum", "/output_compression maximum", "/output_format enum",
            ])
        #expect(error.violations[0].limit == 1)
        #expect(error.violations[0].value == 0)
        #expect(error.violations[3].limit == ["natural", "vivid"])
        #expect(error.violations[3].value == "cubist")
        #expect(error.description.hasPrefix(#"10 rules are broken: /n: must be at least 1, is 0; /size: must be one of "256x256", "#))
    }

    @Test("A request that breaks rules is not sent", arguments: TransportKind.allCases)
    func notSent(_ kind: TransportKind) async throws {
        let server = try RawServer(answer: "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
        let gateway = ImageGateway(server.url, kind)
        let expected = violations(Self.wrong)
        guard case .invalidRequest(let error)? = await failure(of: { () throws(APIError) in try await gateway.generateImage(Self.wrong) })
        else {
            Issue.record("it was sent")
            return
        }
        #expect(error.violations.map(\.description) == expected)
        var events = gateway.streamImage(Self.wrong).makeAsyncIterator()
        let streamed = await #expect(throws: APIError.self) { try await events.next() }
        #expect(streamed?.description == "invalid request: \(error)")
        #expect(server.connections == 0)

        _ = try await gateway.generateImage(Self.wrong, options: CallOptions(validatesRequest: false))
        #expect(server.requests.count == 1)
    }

    @Test("A variation has a picture in exactly one of its two forms")
    func forms() {
        let file = FileUpload.data(pngSignature)
        #expect(violations(ImageVariationRequest(model: "m", image: file)) == [])
        #expect(violations(ImageVariationRequest(model: "m", images: [file])) == [])
        #expect(violations(ImageVariationRequest(model: "m")) == [#"must have exactly one of "image" and "image[]", has none"#])
        #expect(
            violations(ImageVariationRequest(model: "m", image: file, images: [file, file]))
                == [#"must have exactly one of "image" and "image[]", has "image" and "image[]""#])
        #expect(violations(ImageVariationRequest(model: "m", images: [])) == ["/image[]: must have at least 1 item, has 0"])
    }

    @Test("An answer that breaks rules is an error where that is asked for", arguments: TransportKind.allCases)
    func answers(_ kind: TransportKind) async throws {
        let body = String(decoding: try example("unknown-and-null"), as: UTF8.self)
        let server = try RawServer(
            answer: "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        let gateway = ImageGateway(server.url, kind)
        let request = ImageGenerationRequest(model: "m", prompt: "p")
        #expect(try await gateway.generateImage(request).size == ImageSize(rawValue: "2048x2048"))
        let error = await failure(of: { () throws(APIError) in
            try await gateway.generateImage(request, options: CallOptions(validatesResponse: true))
        })
        guard case .invalidResponse(let invalid, let head)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(invalid.violations.map(\.pointer) == ["/output_format", "/size"])
        #expect(head.status == 200)
    }
}
