#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

/// Turns the bytes of an event stream into events, by the rules of WHATWG HTML, "Server-sent events", section "Interpreting an event
/// stream". It is a value without input or output of its own:
/// ```swift
/// decoder.append(chunk)
/// while let event = try decoder.next() { … }
/// ```
/// Chunks may be split anywhere. Every byte is looked at a fixed number of times, however long lines and events are, and none is copied
/// that is part of a large event: an event that came out of the decoder keeps chunks in memory until its ``ServerSentEvent/data`` was
/// asked for and the event let go.
public struct EventStreamDecoder: Sendable {
    /// An event, or a line, that is larger than allowed. Nothing more can be decoded after it.
    public struct LimitExceeded: Error, Hashable, Sendable {
        /// The limit in bytes.
        public let limit: Int
    }

    /// What is known of the line whose end has not come yet.
    private enum Line {
        /// Its first bytes are in `partial`, too few to tell the field.
        case unknown
        /// Its field is `event`, `id` or `retry`; all of it is in `partial`.
        case field
        /// Its field is `data`; what came of the value is in `data`.
        case data
        /// A comment, or a field without a meaning.
        case ignored
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    /// The longest field name that has a meaning, and its colon. So many bytes of a line tell what it is.
    private static let tellingLength = 6

    private let limit: Int
    private var isBroken = false

    // What came and is not decoded yet.
    private var input: [UInt8] = []
    private var position = 0

    /// What is to be kept of the chunk when it is done with: so that it changes hands, and no reference has to be counted.
    private var rest: Range<Int>?

    // Where the decoder is in the stream.
    private var matchedMark = 0
    private var skipsLineFeed = false
    private var line = Line.unknown
    private var lineLength = 0
    private var partial: [UInt8] = []

    // The event that is being put together.
    private var data: EventData
    /// How much of its data was taken out before its end.
    private var takenBytes = 0
    private var hasData = false
    private var name = EventName()
    private var hasName = false
    private var pendingID = ""
    private var retry: Duration?

    /// The id of the last event that had one, empty where none had.
    public private(set) var lastEventID = ""
    /// How long the server wants clients to wait before they connect again, nil where it has not said.
    public private(set) var reconnectionTime: Duration?

    /// A decoder at the start of a stream. `limit` is the most bytes that the data of one event, or any one line, may have.
    public init(limit: Int = 64 << 20) {
        self.init(limit: limit, joinsData: false)
    }

    /// `joinsData` says that the data of each event is wanted in one array.
    init(limit: Int, joinsData: Bool) {
        self.limit = limit
        data = EventData(isJoined: joinsData)
    }

    /// The data of an event that has begun and that no empty line has ended, without what was taken; nil where there is none.
    var unfinishedData: [UInt8]? { hasData || line == .data ? data.joined() : nil }

    /// Takes the next bytes of the stream.
    public mutating func append(_ chunk: consuming [UInt8]) {
        if position == input.count {
            input = chunk
            position = 0
        } else {
            input += chunk
        }
    }

    /// The next event, nil where it needs more bytes. At the end of the stream, an event that no empty line has ended is lost.
    public mutating func next() throws(LimitExceeded) -> ServerSentEvent? {
        guard !isBroken else { throw LimitExceeded(limit: limit) }
        // Taken out and put back, because to count a reference takes as long as to look through a hundred bytes.
        var chunk: [UInt8] = []
        swap(&chunk, &input)
        let event = readLines(chunk)
        if let event {
            swap(&chunk, &input)
            return event
        }
        position = 0
        if let range = rest {
            rest = nil
            data.keep(range, of: consume chunk)
        }
        guard !isTooLarge else {
            isBroken = true
            (input, position, data, partial) = ([], 0, EventData(), [])
            throw LimitExceeded(limit: limit)
        }
        return nil
    }

    /// What is being decoded, as an array to keep pieces of and as bytes to look at.
    private struct Chunk {
        let array: [UInt8]
        let bytes: UnsafeRawBufferPointer
    }

    /// Reads on to the end of the next event; nil where the chunk ends before, or something is too large.
    private mutating func readLines(_ chunk: [UInt8]) -> ServerSentEvent? {
        chunk.withUnsafeBytes { readLines(Chunk(array: chunk, bytes: $0)) }
    }

    private mutating func readLines(_ chunk: Chunk) -> ServerSentEvent? {
        let bytes = chunk.bytes
        while position < bytes.count {
            if matchedMark < Self.byteOrderMark.count {
                matchMark(bytes[position])
                continue
            }
            if skipsLineFeed {
                skipsLineFeed = false
                if bytes[position] == UInt8(ascii: "\n") {
                    position += 1
                    continue
                }
            }
            let start = position
            // Each event has an empty line: not worth a call.
            let end = bytes[start] == UInt8(ascii: "\n") ? start : LineEnd.first(in: bytes, from: start)
            position = end
            guard end < bytes.count else {
                carry(start..<end, chunk)
                return nil
            }
            position += 1
            skipsLineFeed = bytes[end] == UInt8(ascii: "\r")
            if start == end, line == .unknown, partial.isEmpty {
                if let event = dispatch() { return event }
            } else {
                finishLine(start..<end, chunk)
                if isTooLarge { return nil }
                line = .unknown
                lineLength = 0
            }
        }
        return nil
    }

    /// The name of the event that is not complete, as far as it is known.
    var unfinishedName: String? { hasName ? name.text : nil }

    /// Takes out what came of the data of the event that is not complete. The event will have the rest only; its limit counts all.
    /// What is short enough to be the mark that ends a stream stays: at the end it counts without an empty line behind it.
    mutating func takeUnfinishedData() -> EventData {
        guard takenBytes > 0 || data.count > EventReader.endMark.count else { return EventData() }
        takenBytes += data.count
        return data.take()
    }

    /// One mark at the start of the stream is no part of it; half a mark is the start of the first line.
    private mutating func matchMark(_ byte: UInt8) {
        if byte == Self.byteOrderMark[matchedMark] {
            matchedMark += 1
            position += 1
        } else {
            partial = Array(Self.byteOrderMark.prefix(matchedMark))
            lineLength = matchedMark
            matchedMark = Self.byteOrderMark.count
        }
    }

    private var isTooLarge: Bool {
        let isLongLine = line != .data && line != .unknown && lineLength > max(limit, Self.tellingLength)
        return takenBytes + data.count > limit || isLongLine
    }

    // MARK: Lines

    /// Keeps what came of a line that has not ended.
    private mutating func carry(_ range: Range<Int>, _ chunk: Chunk) {
        var range = range
        lineLength += range.count
        if line == .unknown {
            let telling = range.prefix(Self.tellingLength - partial.count)
            partial += chunk.bytes[telling]
            range = telling.upperBound..<range.upperBound
            recognize()
        }
        switch line {
        case .unknown, .ignored: break
        case .field: partial += chunk.bytes[range]
        case .data: if data.keeps(range, of: chunk.bytes) { rest = range } else { data.copy(range, of: chunk.bytes) }
        }
    }

    /// Tells the field of an unfinished line from its first bytes.
    private mutating func recognize() {
        if partial.first == UInt8(ascii: ":") {
            line = .ignored
        } else if partial.count < Self.tellingLength {
            return
        } else if partial.starts(with: "data:".utf8) {
            line = .data
            beginData()
            if partial[5] != UInt8(ascii: " ") { data.append(partial[5]) }
        } else if partial.starts(with: "event:".utf8) || partial.starts(with: "retry:".utf8) || partial.starts(with: "id:".utf8) {
            line = .field
            return
        } else {
            line = .ignored
        }
        partial.removeAll(keepingCapacity: true)
    }

    /// Takes the rest of a line that has ended.
    private mutating func finishLine(_ range: Range<Int>, _ chunk: Chunk) {
        lineLength += range.count
        switch line {
        case .data:
            data.append(range, of: chunk.array, chunk.bytes)
        case .ignored:
            break
        case .unknown where partial.isEmpty:
            take(range, chunk)
        case .unknown, .field:
            partial += chunk.bytes[range]
            let whole = partial
            whole.withUnsafeBytes { take(0..<$0.count, Chunk(array: whole, bytes: $0)) }
            partial.removeAll(keepingCapacity: true)
        }
    }

    /// Takes a whole line. Afterwards `line` is what it was.
    private mutating func take(_ range: Range<Int>, _ chunk: Chunk) {
        line = .field
        let bytes = chunk.bytes
        let line = UnsafeRawBufferPointer(rebasing: bytes[range])
        if Self.isField("data", line) {
            self.line = .data
            beginData()
            data.append(range.lowerBound + Self.valueStart("data", line)..<range.upperBound, of: chunk.array, bytes)
        } else if Self.isField("event", line) {
            name.read(UnsafeRawBufferPointer(rebasing: line[Self.valueStart("event", line)...]))
            hasName = true
        } else if Self.isField("id", line) {
            let value = line[Self.valueStart("id", line)...]
            if !value.contains(0) { pendingID = String(decoding: value, as: UTF8.self) }
        } else if Self.isField("retry", line) {
            setRetry(line[Self.valueStart("retry", line)...])
        }
    }

    /// Whether a line has that field, with a value or without.
    @inline(__always)
    private static func isField(_ name: StaticString, _ line: UnsafeRawBufferPointer) -> Bool {
        let length = name.utf8CodeUnitCount
        guard line.count >= length, let start = line.baseAddress, memcmp(start, name.utf8Start, length) == 0 else { return false }
        return line.count == length || line[length] == UInt8(ascii: ":")
    }

    /// Where the value of a line with that field begins.
    @inline(__always)
    private static func valueStart(_ name: StaticString, _ line: UnsafeRawBufferPointer) -> Int {
        let start = min(name.utf8CodeUnitCount + 1, line.count)
        return start < line.count && line[start] == UInt8(ascii: " ") ? start + 1 : start
    }

    private mutating func beginData() {
        if hasData { data.append(UInt8(ascii: "\n")) }
        hasData = true
    }

    private mutating func setRetry(_ value: Slice<UnsafeRawBufferPointer>) {
        guard value.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }),
            let milliseconds = Int64(String(decoding: value, as: UTF8.self))
        else { return }
        retry = .milliseconds(milliseconds)
        reconnectionTime = retry
    }

    // MARK: Events

    private mutating func dispatch() -> ServerSentEvent? {
        lastEventID = pendingID
        defer {
            hasName = false
            retry = nil
            takenBytes = 0
        }
        guard hasData else { return nil }
        let event = ServerSentEvent(name: hasName ? name.text : nil, content: data.take(), id: lastEventID, retry: retry)
        hasData = false
        return event
    }
}
