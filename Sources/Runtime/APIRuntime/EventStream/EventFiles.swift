/// Takes base64 properties of the events of one stream out into files, while they arrive.
struct EventFiles {
    private let files: Base64Files
    /// Of the event that is arriving, from its first data on.
    private var extraction: Base64Extraction?
    private var count = 0
    /// What was taken out of the last event.
    private(set) var cuts: [Base64Extraction.Cut] = []

    init(_ files: Base64Files) {
        self.files = files
    }

    /// Takes data of the event that is arriving.
    mutating func read(_ data: EventData, eventName: String?) throws(Base64Extraction.Failure) {
        for piece in data.pieces {
            if extraction == nil { extraction = Base64Extraction(files, eventName: eventName, firstNumber: count) }
            try extraction?.append(piece)
        }
    }

    /// The event, which came with the rest of its data, without what went to files; they are in their places now.
    mutating func finish(_ event: ServerSentEvent) throws(Base64Extraction.Failure) -> ServerSentEvent {
        try read(event.content, eventName: event.name)
        guard let extraction else { return event }
        let body = try extraction.finish()
        self.extraction = nil
        count += extraction.count
        cuts = body.cuts
        return ServerSentEvent(name: event.name, data: body.bytes, id: event.id, retry: event.retry)
    }
}
