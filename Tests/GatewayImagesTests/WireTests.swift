import Foundation
import GatewayImages
import LoopbackSupport
import Testing

/// Requests byte by byte, as a server that knows sockets only sees them.
@Suite struct WireTests {
    static func server() throws -> RawServer {
        try RawServer(answer: "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
    }

    @Test(
        "A JSON request has the properties that were set, in the order of the description, and no others", arguments: TransportKind.allCases
    )
    func json(_ kind: TransportKind) async throws {
        let server = try Self.server()
        let gateway = ImageGateway(server.url, kind, key: "sk-1")
        _ = try await gateway.generateImage(
            ImageGenerationRequest(
                model: "openai/gpt-image-1", prompt: "a \"fox\"\n\u{1F98A}", n: 2, size: .square1024, responseFormat: .b64JSON, seed: 0,
                fallbacks: [Fallback(provider: "p", model: "m/x")]))
        let request = try #require(server.requests.first)
        #expect(request.line == "POST /v1/images/generations HTTP/1.1")
        #expect(
            request.text
                == #"{"model":"openai/gpt-image-1","prompt":"a \"fox\"\n"#
                + "\u{1F98A}"
                + #"","n":2,"size":"1024x1024","response_format":"b64_json","seed":0,"fallbacks":[{"provider":"p","model":"m/x"}]}"#)
        #expect(request.values("content-type") == ["application/json"])
        #expect(request.values("content-length") == ["\(request.body.count)"])
        #expect(request.values("authorization") == ["Bearer sk-1"])
        #expect(request.values("accept") == ["application/json"])
    }

    @Test("The method decides about stream, whatever the body came from", arguments: TransportKind.allCases)
    func stream(_ kind: TransportKind) async throws {
        let server = try RawServer(
            answer: "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 14\r\n\r\ndata: [DONE]\n\n")
        let gateway = ImageGateway(server.url, kind)
        let request = try JSONDocument(parsing: #"{"model":"m","prompt":"p","stream":false}"#).decode(ImageGenerationRequest.self)
        let error = await failure(of: { () throws(APIError) in
            for try await event in gateway.streamImage(request) { Issue.record("\(event)") }
        })
        guard case .streamCut? = error else {
            Issue.record("a stream without a final event was not cut: \(String(describing: error))")
            return
        }
        let sent = try #require(server.requests.first)
        #expect(sent.text == #"{"model":"m","prompt":"p","stream":true}"#)
        #expect(sent.values("accept") == ["text/event-stream"])

        let streaming = try JSONDocument(parsing: #"{"model":"m","prompt":"p","stream":true}"#).decode(ImageGenerationRequest.self)
        let plain = try Self.server()
        _ = try await ImageGateway(plain.url, kind).generateImage(streaming)
        #expect(plain.requests.first?.text == #"{"model":"m","prompt":"p"}"#)
    }

    @Test(
        "Deployment and api-version are escaped, and stay where they belong",
        arguments: TransportKind.allCases,
        [
            ("dalle3", "2024-10-21", "dalle3/images/generations?api-version=2024-10-21"),
            ("my dalle/3?#%", "2024&n=10 +#", "my%20dalle%2F3%3F%23%25/images/generations?api-version=2024%26n%3D10%20%2B%23"),
            ("b\u{E4}r", "\u{E9}", "b%C3%A4r/images/generations?api-version=%C3%A9"),
            ("..x", "", "..x/images/generations?api-version="),
        ])
    func azure(_ kind: TransportKind, _ values: (deployment: String, version: String, target: String)) async throws {
        let server = try Self.server()
        let gateway = ImageGateway(server.url, kind)
        _ = try await gateway.createAzureImage(
            deploymentID: values.deployment, apiVersion: values.version,
            AzureImageRequest(model: "m", prompt: "p", fallbacks: ["a", "b"]))
        let request = try #require(server.requests.first)
        #expect(request.line == "POST /openai/openai/deployments/\(values.target) HTTP/1.1")
        #expect(request.text == #"{"model":"m","prompt":"p","fallbacks":["a","b"]}"#)
    }

    @Test("A deployment that would lead elsewhere is not sent", arguments: ["", ".", ".."])
    func dots(_ deployment: String) async throws {
        let server = try Self.server()
        let gateway = ImageGateway(server.url, .asyncHTTP)
        let error = await failure(of: { () throws(APIError) in
            try await gateway.createAzureImage(deploymentID: deployment, AzureImageRequest(model: "m", prompt: "p"))
        })
        guard case .invalidRequest(let invalid)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(invalid.violations.map(\.pointer) == ["/deployment-id"])
        #expect(server.connections == 0)
    }

    @Test("No query is sent where there is no api-version", arguments: TransportKind.allCases)
    func noQuery(_ kind: TransportKind) async throws {
        let server = try Self.server()
        _ = try await ImageGateway(server.url, kind).createAzureImage(
            deploymentID: "d", AzureImageRequest(model: "m", prompt: "p"))
        #expect(server.requests.first?.line == "POST /openai/openai/deployments/d/images/generations HTTP/1.1")
    }

    @Test("A variation is a form: text parts, one part for each file and for each fallback", arguments: TransportKind.allCases)
    func form(_ kind: TransportKind) async throws {
        let server = try Self.server()
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("a \"b\"-\(UUID().uuidString).png")
        try (pngSignature + Data("\r\n--x".utf8)).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        _ = try await ImageGateway(server.url, kind).createVariation(
            ImageVariationRequest(
                model: "openai/dall-e-2",
                images: [.file(at: file), .data(Data([0xFF, 0xD8, 0xFF, 0]), filename: "c\n.jpg"), .data(Data("x".utf8), filename: "d")],
                n: 2, size: .square256, responseFormat: .url, user: "line\nline",
                fallbacks: [Fallback(provider: "p", model: "m"), Fallback(provider: "q", model: "n")]))
        let request = try #require(server.requests.first)
        #expect(request.line == "POST /v1/images/variations HTTP/1.1")
        let type = try #require(request.values("content-type").first)
        let mark = "multipart/form-data; boundary="
        #expect(type.hasPrefix(mark))
        let boundary = String(type.dropFirst(mark.count))
        #expect(request.values("content-length") == ["\(request.body.count)"])
        let name = file.lastPathComponent.replacingOccurrences(of: "\"", with: "%22")
        var expected = Data()
        func part(_ header: String, _ body: some Collection<UInt8>) {
            expected += Data("--\(boundary)\r\nContent-Disposition: form-data; \(header)\r\n\r\n".utf8) + Data(body) + Data("\r\n".utf8)
        }
        part(#"name="model""#, "openai/dall-e-2".utf8)
        part("name=\"image[]\"; filename=\"\(name)\"\r\nContent-Type: image/png", pngSignature + Data("\r\n--x".utf8))
        part("name=\"image[]\"; filename=\"c%0A.jpg\"\r\nContent-Type: image/jpeg", [0xFF, 0xD8, 0xFF, 0])
        part("name=\"image[]\"; filename=\"d\"\r\nContent-Type: application/octet-stream", "x".utf8)
        part(#"name="n""#, "2".utf8)
        part(#"name="size""#, "256x256".utf8)
        part(#"name="response_format""#, "url".utf8)
        part(#"name="user""#, "line\r\nline".utf8)
        part("name=\"fallbacks\"\r\nContent-Type: application/json", #"{"provider":"p","model":"m"}"#.utf8)
        part("name=\"fallbacks\"\r\nContent-Type: application/json", #"{"provider":"q","model":"n"}"#.utf8)
        expected += Data("--\(boundary)--\r\n".utf8)
        #expect(String(decoding: request.body, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
        #expect(Data(request.body) == expected)
    }

    @Test("The pages' error body is the typed body of the error, on every operation", arguments: TransportKind.allCases)
    func errors(_ kind: TransportKind) async throws {
        let body = try example("error-reference")
        let expected = try JSONDocument(parsing: body).decode(GatewayError.self)
        #expect(expected.error?.message == "string")
        let text = String(decoding: body, as: UTF8.self)
        let server = try RawServer(
            answer: "HTTP/1.1 429 Too Many Requests\r\nx-request-id: r-1\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(text.utf8.count)\r\n\r\n\(text)")
        let gateway = ImageGateway(server.url, kind)
        let azure = AzureImageRequest(model: "m", prompt: "p")
        let calls: [() async throws(APIError) -> Void] = [
            { () throws(APIError) in _ = try await gateway.generateImage(ImageGenerationRequest(model: "m", prompt: "p")) },
            { () throws(APIError) in _ = try await gateway.createVariation(ImageVariationRequest(model: "m", image: .data(pngSignature))) },
            { () throws(APIError) in _ = try await gateway.createAzureImage(deploymentID: "d", azure) },
            { () throws(APIError) in for try await _ in gateway.streamImage(ImageGenerationRequest(model: "m", prompt: "p")) {} },
            { () throws(APIError) in for try await _ in gateway.streamAzureImage(deploymentID: "d", azure) {} },
        ]
        for call in calls {
            let error = await failure(of: call)
            #expect(error?.body(as: GatewayError.self) == expected)
            #expect(error?.response?.status == 429)
            #expect(error?.response?.requestID == "r-1")
            #expect(error.map { "\($0)" } == "the server answered status 429, request id r-1: string")
        }
    }

    @Test("An error in a stream has its typed body, and keeps its bytes where a plugin sends another", arguments: TransportKind.allCases)
    func streamErrors(_ kind: TransportKind) async throws {
        let documented = String(decoding: try example("error-reference"), as: UTF8.self).filter { $0 != "\n" }
        for (data, hasBody) in [(documented, true), (#"{"error":"the plugin says no"}"#, false)] {
            let events = "event: error\ndata: \(data)\n\n"
            let server = try RawServer(
                answer: "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: \(events.utf8.count)\r\n\r\n\(events)")
            let gateway = ImageGateway(server.url, kind)
            let error = await failure(of: { () throws(APIError) in
                for try await _ in gateway.streamImage(ImageGenerationRequest(model: "m", prompt: "p")) {}
            })
            guard case .errorEvent(let event)? = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect((error?.body(as: GatewayError.self) != nil) == hasBody)
            #expect(event.event.text == data)
        }
    }
}
