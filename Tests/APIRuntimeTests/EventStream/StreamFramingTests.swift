import Testing

@testable import APIRuntime

@Suite struct StreamFramingTests {
    /// Those of the public tests of event streams (`format-mime-*`) among them.
    @Test(
        "an event stream is what its media type says, whatever the parameters",
        arguments: [
            ("text/event-stream", true), ("text/event-stream;", true), ("text/event-stream;x=bogus", true),
            ("text/event-stream; charset=utf-8", true), ("text/event-stream;charset=windows-1252", true), ("TEXT/Event-Stream ;a", true),
            ("text/x-bogus", false), ("text/event-streams", false), ("text/plain; a=text/event-stream", false), ("", false), ("x", false),
        ])
    func mediaType(_ type: String, isStream: Bool) {
        #expect(StreamFraming.events.accepts(MediaType(type)) == isStream)
    }

    @Test("an answer without a media type is none")
    func noMediaType() {
        #expect(!StreamFraming.events.accepts(nil))
    }
}
