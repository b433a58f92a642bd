import Foundation
import GatewayImages
import LocalGateway
import LoopbackSupport
import Testing

/// Every endpoint of a real server on loopback, whose code knows nothing of these bindings, through both transports.
@Suite struct ServerTests {
    static let request = ImageGenerationRequest(model: "openai/gpt-image-1", prompt: "a red fox", size: .square256)

    @Test("Pictures come as bytes, with usage and what the gateway adds", arguments: TransportKind.allCases)
    func generateBytes(_ kind: TransportKind) async throws {
        try await withLocalGateway { server in
            var request = Self.request
            (request.n, request.responseFormat, request.seed) = (2, .b64JSON, 7)
            let answer = try await ImageGateway(server, kind).generateImage(request, options: CallOptions(validatesResponse: true))
            let pictures = try #require(answer.data)
            #expect(pictures.map { sizeOfPNG($0.b64JSON) } == [[256, 256], [256, 256]])
            #expect(pictures[0].b64JSON != pictures[1].b64JSON)
            #expect(pictures.map(\.index) == [0, 1])
            #expect(pictures.map(\.url) == [nil, nil])
            #expect(answer.model == "openai/gpt-image-1")
            #expect(answer.size == .square256)
            #expect(answer.outputFormat == .png)
            #expect(answer.extraFields?.provider == "openai")
            #expect(answer.extraFields?.modelRequested == "openai/gpt-image-1")
            #expect(answer.extraFields?.requestType == "image_generation")
            let usage = try #require(answer.usage)
            #expect(usage.totalTokens == (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0))
            #expect(usage.inputTokensDetails?.textTokens == usage.inputTokens)
            let again = try await ImageGateway(server, kind).generateImage(request)
            #expect(again.data?.map(\.b64JSON) == pictures.map(\.b64JSON), "the same seed")
        }
    }

    @Test("Pictures come as addresses where nothing else is asked for", arguments: TransportKind.allCases)
    func generateAddresses(_ kind: TransportKind) async throws {
        try await withLocalGateway { server in
            let answer = try await ImageGateway(server, kind).generateImage(Self.request)
            let picture = try #require(answer.data?.first)
            #expect(picture.b64JSON == nil)
            #expect(picture.url?.hasPrefix(server.absoluteString + "/") == true)
        }
    }

    @Test("Every option of the description is taken by the server", arguments: TransportKind.allCases)
    func allOptions(_ kind: TransportKind) async throws {
        try await withLocalGateway { server in
            let request = ImageGenerationRequest(
                model: "openai/gpt-image-1", prompt: "a fox", n: 1, size: .landscape1536, quality: .high, style: .natural,
                responseFormat: .b64JSON, background: .opaque, moderation: .auto, partialImages: 3, outputCompression: 0,
                outputFormat: .png, user: "u", seed: -1, negativePrompt: "people", numInferenceSteps: 20,
                fallbacks: [Fallback(provider: "openai", model: "dall-e-3")])
            let answer = try await ImageGateway(server, kind).generateImage(request)
            #expect(answer.data?.map { sizeOfPNG($0.b64JSON) } == [[1536, 1024]])
            #expect(answer.quality == "high")
            #expect(answer.background == "opaque")
        }
    }

    @Test("A stream has the partial pictures of each picture in order, then the picture", arguments: TransportKind.allCases)
    func stream(_ kind: TransportKind) async throws {
        var configuration = LocalGateway.Configuration()
        configuration.heartbeat = .zero
        try await withLocalGateway(configuration) { server in
            var request = Self.request
            (request.n, request.partialImages, request.responseFormat, request.seed) = (2, 3, .b64JSON, 7)
            let gateway = ImageGateway(server, kind)
            var kinds: [String] = []
            var numbers: [Int] = []
            var indices: [Int] = []
            var completed: [Data?] = []
            for try await event in gateway.streamImage(request, options: CallOptions(validatesResponse: true)) {
                switch event {
                case .partialImage(let picture):
                    kinds.append("partial")
                    numbers.append(picture.sequenceNumber ?? 0)
                    indices.append(picture.partialImageIndex ?? 0)
                    #expect(sizeOfPNG(picture.b64JSON) == [256, 256])
                    #expect(picture.extraFields?.provider == "openai")
                case .completed(let picture):
                    kinds.append("completed")
                    numbers.append(picture.sequenceNumber ?? 0)
                    completed.append(picture.b64JSON)
                    #expect(picture.usage?.totalTokens != nil)
                case .unrecognized(let event):
                    Issue.record("\(event)")
                }
            }
            #expect(kinds == ["partial", "partial", "partial", "completed", "partial", "partial", "partial", "completed"])
            #expect(numbers == Array(0..<8))
            #expect(indices == [0, 1, 2, 0, 1, 2])
            let whole = try await gateway.generateImage(request)
            #expect(whole.data?.map(\.b64JSON) == completed)
        }
    }

    @Test("A variation is made of a file, of bytes, and of the first of several", arguments: TransportKind.allCases)
    func variation(_ kind: TransportKind) async throws {
        try await withLocalGateway { server in
            let gateway = ImageGateway(server, kind)
            var request = Self.request
            request.responseFormat = .b64JSON
            let picture = try #require(try await gateway.generateImage(request).data?.first?.b64JSON)
            let file = FileManager.default.temporaryDirectory.appendingPathComponent("variation-\(UUID().uuidString).png")
            try picture.write(to: file)
            defer { try? FileManager.default.removeItem(at: file) }

            func vary(image: FileUpload? = nil, images: [FileUpload]? = nil) async throws -> [Data?]? {
                let answer = try await gateway.createVariation(
                    ImageVariationRequest(
                        model: "openai/dall-e-2", image: image, images: images, n: 2, size: .square256, responseFormat: .b64JSON,
                        user: "u", fallbacks: [Fallback(provider: "openai", model: "x")]),
                    options: CallOptions(validatesResponse: true))
                #expect(answer.extraFields?.requestType == "image_variation")
                #expect(answer.data?.map { sizeOfPNG($0.b64JSON) } == [[256, 256], [256, 256]])
                return answer.data?.map(\.b64JSON)
            }
            let fromFile = try await vary(image: .file(at: file))
            #expect(try await vary(image: .data(picture, filename: "a.png")) == fromFile)
            #expect(try await vary(images: [.data(picture), .data(pngSignature)]) == fromFile)
            #expect(try await vary(images: [.file(at: file)]) == fromFile)
        }
    }

    @Test("The Azure endpoint answers JSON, without what the other endpoint adds", arguments: TransportKind.allCases)
    func azure(_ kind: TransportKind) async throws {
        try await withLocalGateway { server in
            let answer = try await ImageGateway(server, kind).createAzureImage(
                deploymentID: "my dalle/3", apiVersion: "2024-10-21",
                AzureImageRequest(
                    model: "dall-e-3", prompt: "a fox", n: 2, size: .square256, quality: .hd, style: .vivid, responseFormat: .b64JSON,
                    user: "u", fallbacks: ["gpt-image-1"]),
                options: CallOptions(validatesResponse: true))
            #expect(answer.data?.map { sizeOfPNG($0.b64JSON) } == [[256, 256], [256, 256]])
            #expect(answer.quality == "hd")
            #expect(answer.outputFormat == "png")
            #expect(answer.size == "256x256")
            #expect(answer.usage?.totalTokens != nil)
        }
    }

    @Test("The Azure endpoint streams", arguments: TransportKind.allCases)
    func azureStream(_ kind: TransportKind) async throws {
        try await withLocalGateway { server in
            var completed: [[Int]?] = []
            let events = ImageGateway(server, kind).streamAzureImage(
                deploymentID: "dalle3", AzureImageRequest(model: "dall-e-3", prompt: "a fox", n: 2, size: .square256))
            for try await event in events {
                guard case .completed(let picture) = event else {
                    Issue.record("\(event)")
                    continue
                }
                completed.append(sizeOfPNG(picture.b64JSON))
                #expect(picture.usage?.totalTokens != nil)
                #expect(picture.extraFields == nil)
            }
            #expect(completed == [[256, 256], [256, 256]])
        }
    }
}

/// What the server refuses.
@Suite struct RefusalTests {
    @Test("A wrong key is a documented 401 with the gateway's error, and no error shows the key", arguments: TransportKind.allCases)
    func wrongKey(_ kind: TransportKind) async throws {
        try await withLocalGateway { server in
            let gateway = ImageGateway(server, kind, key: "sk-very-wrong-key")
            let azure = AzureImageRequest(model: "m", prompt: "p")
            let calls: [() async throws(APIError) -> Void] = [
                { () throws(APIError) in _ = try await gateway.generateImage(ServerTests.request) },
                { () throws(APIError) in
                    _ = try await gateway.createVariation(ImageVariationRequest(model: "m", image: .data(pngSignature)))
                },
                { () throws(APIError) in _ = try await gateway.createAzureImage(deploymentID: "d", azure) },
                { () throws(APIError) in for try await _ in gateway.streamImage(ServerTests.request) {} },
                { () throws(APIError) in for try await _ in gateway.streamAzureImage(deploymentID: "d", azure) {} },
            ]
            for call in calls {
                let error = try #require(await failure(of: call))
                guard case .documentedStatus = error else {
                    Issue.record("\(error)")
                    continue
                }
                let body = try #require(error.body(as: GatewayError.self))
                #expect(body.statusCode == 401)
                #expect(body.isBifrostError == true)
                #expect(body.error?.code == "invalid_api_key")
                #expect(error.response?.status == 401)
                var text = "\(error) \(String(reflecting: error)) \(gateway)"
                dump(error, to: &text)
                dump(gateway, to: &text)
                #expect(!text.contains("sk-very-wrong-key"))
            }
        }
    }

    @Test("What the validators would refuse, the server refuses where they are off", arguments: TransportKind.allCases)
    func validationOff(_ kind: TransportKind) async throws {
        try await withLocalGateway { server in
            let gateway = ImageGateway(server, kind)
            var request = ServerTests.request
            request.n = 11
            guard
                case .invalidRequest(let invalid)? = await failure(of: { () throws(APIError) in try await gateway.generateImage(request) })
            else {
                Issue.record("the validators took it")
                return
            }
            #expect(invalid.description == "1 rule is broken: /n: must be at most 10, is 11")
            let error = await failure(of: { () throws(APIError) in
                try await gateway.generateImage(request, options: CallOptions(validatesRequest: false))
            })
            #expect(error?.response?.status == 400)
            let body = error?.body(as: GatewayError.self)
            #expect(body?.statusCode == 400)
            #expect(body?.error?.param == "n")
            #expect(body?.extraFields?.modelRequested == "openai/gpt-image-1")
        }
    }

    @Test("What the server cannot do is a documented 400, in a stream too", arguments: TransportKind.allCases)
    func unsupported(_ kind: TransportKind) async throws {
        try await withLocalGateway { server in
            let gateway = ImageGateway(server, kind)
            var request = ServerTests.request
            request.outputFormat = .webp
            let asked = request
            let whole = await failure(of: { () throws(APIError) in try await gateway.generateImage(asked) })
            let stream = await failure(of: { () throws(APIError) in for try await _ in gateway.streamImage(asked) {} })
            for error in [whole, stream] {
                #expect(error?.response?.status == 400)
                #expect(error?.body(as: GatewayError.self)?.error?.code == "unsupported_value")
            }
        }
    }

    @Test("Leaving a stream early leaves the server ready for the next call", arguments: TransportKind.allCases)
    func abandoned(_ kind: TransportKind) async throws {
        try await withLocalGateway { server in
            let gateway = ImageGateway(server, kind)
            var request = ServerTests.request
            request.partialImages = 3
            for try await _ in gateway.streamImage(request) { break }
            #expect(try await gateway.generateImage(ServerTests.request).data?.count == 1)
        }
    }
}
