import APIRuntime
import Foundation
import Testing

@Suite struct EventFilesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var files: CallOptions {
        CallOptions(files: Base64Files("/b64_json") { [folder] in folder.url.appendingPathComponent("\($0.number)-\($0.eventName ?? "")") })
    }

    private static let stream = Array(
        """
        event: partial
        data: {"type":"partial","b64_json":"Zmlyc3Q=","n":1}

        : heartbeat
        data: {"b64_json":"c2Vjb2\\/
        data: 8="}
        event: late

        event: completed
        data: {"b64_json":"dGhpcmQ="
        data: ,"n":3}


        """.utf8)

    private func read(_ chunks: [[UInt8]], _ options: CallOptions, breaksAtEnd: Bool = false) async -> ([AnyEvent], APIError?) {
        var events: [AnyEvent] = []
        do {
            let transport = ChunkTransport(contentType: "text/event-stream", chunks: chunks, breaksAtEnd: breaksAtEnd)
            for try await event in transport.events(options) { events.append(event) }
            return (events, nil)
        } catch {
            return (events, error)
        }
    }

    private static let whole = Array(
        """
        event: partial
        data: {"type":"partial","b64_json":"Zmlyc3Q=","n":1}

        : heartbeat
        data: {"type":"other"}

        event: completed
        data: {"b64_json":"dGhpcmQ="
        data: ,"n":3}

        data: [DONE]


        """.utf8)

    @Test func picturesOfEventsGoToFilesAtEverySplit() async throws {
        for chunks in Self.whole.splits + [Self.whole.single] {
            let (events, error) = await read(chunks, files)
            #expect(error == nil)
            #expect(
                events == [
                    AnyEvent(name: "partial", value: ["type": "partial", "b64_json": "", "n": 1]),
                    AnyEvent(name: nil, value: ["type": "other"]),
                    AnyEvent(name: "completed", value: ["b64_json": "", "n": 3]),
                ])
            #expect(try folder.contents == ["0-partial": "first", "1-completed": "third"])
        }
    }

    @Test func theMarkThatEndsAStreamNeedsNoEmptyLineBehindIt() async throws {
        let stream = Array("data: {\"b64_json\":\"QQ==\"}\n\nevent: completed\ndata: {}\n\ndata: [DONE]\n".utf8)
        for chunks in stream.splits + [stream.single] {
            let (events, error) = await read(chunks, files)
            #expect(error == nil)
            #expect(events == [AnyEvent(name: nil, value: ["b64_json": ""]), AnyEvent(name: "completed", value: [:])])
        }
    }

    @Test func aBrokenLineInsideAPictureIsAnError() async throws {
        let (events, error) = await read([Self.stream], files)
        #expect(events == [AnyEvent(name: "partial", value: ["type": "partial", "b64_json": "", "n": 1])])
        #expect(error?.undecodableReason == "event 1: /b64_json: the string contains byte 0x0A, which has to be escaped (at byte 21)")
        #expect(try folder.contents == ["0-partial": "first"])
    }

    @Test func anEventThatDoesNotComeWholeLeavesNoFile() async throws {
        for end in Self.whole.indices where end < Self.whole.count - 16 {
            let folder = try TemporaryFolder()
            let options = CallOptions(files: Base64Files("/b64_json") { folder.url.appendingPathComponent("\($0.number)") })
            let (events, error) = await read([Array(Self.whole[..<end])], options, breaksAtEnd: true)
            guard case .streamCut(let cut) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(cut.events == events.count)
            let pictures = events.count { $0.value["b64_json"] != nil }
            #expect(try folder.contents == ["0": "first", "1": "third"].filter { Int($0.key)! < pictures })
        }
    }

    @Test func whatGoesToFilesCountsTowardsTheLimit() async throws {
        let event = Array("data: {\"b64_json\":\"\(String(repeating: "QUJD", count: 100))\"}\n\n".utf8)
        var options = files
        options.eventByteLimit = 400
        let (events, error) = await read(event.single, options)
        #expect(events == [])
        #expect(error?.description == "an event of the stream is larger than 400 bytes (status 200)")
        #expect(try folder.contents == [:])
    }

    @Test func wrongTypesHaveTheirPlaceInWhatCame() async throws {
        let (events, error) = await read([Array("data: {\"b64_json\":\"QUJDREVG\",\"n\":]}\n\n".utf8)], files)
        #expect(events == [])
        #expect(error?.undecodableReason == "event 0: /n: expected a value, found `]` (at byte 27)")
        #expect(try folder.contents == [:])
    }

    @Test func aReaderThatStopsLeavesNoFileOfTheNextEvent() async throws {
        let next = Array("event: partial\ndata: {\"b64_json\":\"QUJD\"}\n\ndata: {\"b64_json\":\"QUJD".utf8)
        let transport = ChunkTransport(contentType: "text/event-stream", chunks: [next])
        for try await _ in transport.events(files) { break }
        #expect(try folder.contents == ["0-partial": "ABC"])
    }
}
