import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Testing

@testable import LocalGateway

@Suite("Generations as event streams")
struct StreamTests {
    @Test("each picture has its partial ones in order, then the completed one, heartbeats before each")
    func order() async throws {
        let answer = try await calling {
            $0.heartbeat = .zero
        } _: { gateway in
            try await gateway.post(
                "/v1/images/generations",
                #"{"model":"openai/gpt-image-1","prompt":"A fox","size":"256x256","n":2,"stream":true,"partial_images":2}"#
            )
        }
        #expect(answer.status == 200)
        #expect(answer.header("content-type") == "text/event-stream")
        let events = try answer.events
        let partial = "image_generation.partial_image"
        let completed = "image_generation.completed"
        #expect(events.map(\.name) == [partial, partial, completed, partial, partial, completed])
        #expect(events.map { $0.data["type"]?.text } == events.map(\.name))
        #expect(events.map { $0.data["sequence_number"]?.integer } == [nil, 1, 2, 3, 4, 5])
        #expect(events.map { $0.data["partial_image_index"]?.integer } == [nil, 1, nil, nil, 1, nil])
        #expect(events.map { $0.data["extra_fields"]?["chunk_index"]?.integer } == [0, 1, 2, 3, 4, 5])
        #expect(Set(events.map { $0.data["id"]?.text }).count == 1)
        #expect(events.map(\.heartbeats) == [1, 1, 1, 1, 1, 1])
        #expect(
            events[4].data.masked() == """
                {"type": "image_generation.partial_image", "id": "*", "sequence_number": 4, "partial_image_index": 1, "b64_json": "*",
                 "created_at": "*", "size": "256x256", "quality": "auto", "background": "opaque", "output_format": "png",
                 "extra_fields": {"request_type": "image_generation_stream", "provider": "openai",
                   "model_requested": "openai/gpt-image-1", "model_deployment": "gpt-image-1", "latency": "*", "chunk_index": 4}}
                """
        )
        #expect(
            events[5].data.masked() == """
                {"type": "image_generation.completed", "id": "*", "sequence_number": 5, "b64_json": "*", "created_at": "*",
                 "size": "256x256", "quality": "auto", "background": "opaque", "output_format": "png",
                 "revised_prompt": "A fox (drawn by the local gateway: picture 2 of 2)",
                 "usage": {"input_tokens": 0, "input_tokens_details": {"image_tokens": 0, "text_tokens": 0},
                   "output_tokens": 64, "output_tokens_details": {"image_tokens": 64, "text_tokens": 0}, "total_tokens": 64},
                 "extra_fields": {"request_type": "image_generation_stream", "provider": "openai",
                   "model_requested": "openai/gpt-image-1", "model_deployment": "gpt-image-1", "latency": "*", "chunk_index": 5}}
                """
        )
    }

    @Test("a caller gets the fault that it asks for, and the log says how many events were sent")
    func faultOfTheCaller() async throws {
        let lines = Lines()
        let order = #"{"model":"a/b","prompt":"A fox","size":"256x256","response_format":"url","stream":true,"partial_images":2}"#
        try await calling {
            $0.log = { line in if line.hasPrefix("stream") { lines.add(line) } }
        } _: { gateway in
            let path = "/v1/images/generations"
            let headers = [("Authorization", "Bearer local-key"), ("Content-Type", "application/json")]
            func call(_ fault: String) async throws -> GatewayCaller.Answer {
                try await gateway.call(.POST, path, headers + [("X-Fault", fault)], Array(order.utf8))
            }
            let unknown = try await call("unknown-event, chunk=50")
            #expect(try unknown.events.count == 6)
            let short = try await call("no-final-event")
            #expect(try short.events.count == 2)
            await #expect(throws: (any Error).self) { try await call("cut=10") }
            let wrong = try await call("cut=-1")
            #expect(wrong.status == 400)
            #expect(try wrong.json["error"]?["message"]?.text == "X-Fault does not know \"cut=-1\"")
            #expect(try await gateway.post(path, order).events.count == 3)
        }
        let counts = lines.all.map { $0.replacing(/req_[0-9a-f]+/, with: "ID") }
        #expect(counts == ["stream ID 6 events", "stream ID 2 events", "stream ID 0 events", "stream ID 3 events"])
    }

    @Test("the completed pictures and the sum of their usage are those of the call without stream")
    func sameAsWithoutStream() async throws {
        try await calling { gateway in
            let fields = #""model":"a/b","prompt":"A fox","size":"256x256","n":2,"response_format":"b64_json","seed":3"#
            let whole = try await gateway.post("/v1/images/generations", "{\(fields)}").json
            let events = try await gateway.post("/v1/images/generations", "{\(fields),\"stream\":true,\"partial_images\":3}").events
            let completed = events.filter { $0.name == "image_generation.completed" }
            #expect(completed.map { $0.data["b64_json"] } == [whole["data"]?[0]?["b64_json"], whole["data"]?[1]?["b64_json"]])
            for member in ["input_tokens", "output_tokens", "total_tokens"] {
                #expect(
                    completed.compactMap { $0.data["usage"]?[member]?.integer }.reduce(0, +) == whole["usage"]?[member]?.integer,
                    "\(member)"
                )
            }
        }
    }

    @Test("partial pictures sharpen")
    func sharpening() async throws {
        let events = try await calling { gateway in
            try await gateway.post(
                "/v1/images/generations",
                #"{"model":"a/b","prompt":"A fox","size":"512x512","stream":true,"partial_images":3}"#
            ).events
        }
        let pictures = try events.map { try ParsedPNG(base64: $0.data["b64_json"]?.text ?? "") }
        let last = try #require(pictures.last)
        let differences = pictures.map { picture in
            zip(picture.pixels, last.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        }
        #expect(differences == differences.sorted(by: >))
        #expect(Set(differences).count == 4)
    }

    @Test("without partial_images there are only completed pictures")
    func noPartialImages() async throws {
        let answer = try await calling { gateway in
            try await gateway.post("/v1/images/generations", #"{"model":"a/b","prompt":"A fox","size":"256x256","stream":true}"#)
        }
        #expect(try answer.events.map(\.name) == ["image_generation.completed"])
    }

    @Test("a stream gives URLs where they are asked for")
    func pictureURLs() async throws {
        try await calling { gateway in
            let events = try await gateway.post(
                "/v1/images/generations",
                #"{"model":"a/b","prompt":"A fox","size":"256x256","stream":true,"partial_images":1,"response_format":"url"}"#
            ).events
            #expect(events.count == 2)
            for event in events {
                #expect(event.data["b64_json"] == nil)
                let url = try #require(event.data["url"]?.text)
                let file = try await gateway.get(String(url.dropFirst(gateway.server.absoluteString.count)))
                #expect(try ParsedPNG(file.body).height == 256)
            }
        }
    }

    @Test("heartbeats keep time while the next event is awaited, and stop when they are switched off")
    func heartbeats() async throws {
        let body = #"{"model":"a/b","prompt":"A fox","size":"256x256","stream":true}"#
        let slow = try await calling {
            $0.heartbeat = .milliseconds(40)
            $0.stepDelay = .milliseconds(210)
        } _: {
            try await $0.post("/v1/images/generations", body).events
        }
        #expect(slow.count == 1)
        #expect((1...6).contains(slow[0].heartbeats))  // five on a machine that has time
        let silent = try await calling {
            $0.heartbeat = nil
            $0.stepDelay = .milliseconds(50)
        } _: {
            try await $0.post("/v1/images/generations", body).events
        }
        #expect(silent.map(\.heartbeats) == [0])
    }

    @Test("an error found before the stream begins is an ordinary answer")
    func earlyError() async throws {
        let answer = try await calling { try await $0.post("/v1/images/generations", #"{"model":"a/b","stream":true}"#) }
        #expect(answer.status == 400)
        #expect(answer.header("content-type") == "application/json")
        #expect(try answer.json["extra_fields"]?["request_type"]?.text == "image_generation_stream")
    }

    // One that waits takes most of an hour; the limit ends the test then.
    @Test("the gateway stops with a stream open, and does not wait for its end", .timeLimit(.minutes(2)))
    func stopping() async throws {
        try await calling {
            $0.heartbeat = .milliseconds(10)
            $0.stepDelay = .seconds(3_000)
        } _: { gateway in
            var request = HTTPClientRequest(url: gateway.server.absoluteString + "/v1/images/generations")
            request.method = .POST
            request.headers = ["Authorization": "Bearer local-key", "Content-Type": "application/json"]
            request.body = .bytes(ByteBuffer(string: #"{"model":"a/b","prompt":"A fox","stream":true,"partial_images":3}"#))
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
            for try await bytes in response.body {
                #expect(String(buffer: bytes).hasPrefix(": heartbeat\n"))
                break
            }
        }
    }
}
