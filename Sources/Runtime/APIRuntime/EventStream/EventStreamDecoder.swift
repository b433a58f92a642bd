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
/// Chunks may be split anywhere. Every byte is looked at a fixed number of times, however long lines and events are.
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
    /// The next LF and the next CR of the input, its end where there is none. They count while they are not before the position.
    private var nextLF = -1
    private var nextCR = -1

    // Where the decoder is in the stream.
    private var matchedMark = 0
    private var skipsLineFeed = false
    private var line = Line.unknown
    private var lineLength = 0
    private var partial: [UInt8] = []

    // The event that is being put together.
    private var data: [UInt8] = []
    private var hasData = false
    private var name = ""
    private var pendingID = ""
    private var retry: Duration?

    /// The id of the last event that had one, empty where none had.
    public private(set) var lastEventID = ""
    /// How long the server wants clients to wait before they connect again, nil where it has not said.
    public private(set) var reconnectionTime: Duration?

    /// A decoder at the start of a stream. `limit` is the most bytes that the data of one event, or any one line, may have.
    public init(limit: Int = 64 << 20) {
        self.limit = limit
    }

    /// The data of an event that has begun and that no empty line has ended, nil where there is none.
    var unfinishedData: [UInt8]? { hasData || line == .data ? data : nil }

    /// Takes the next bytes of the stream.
    public mutating func append(_ chunk: [UInt8]) {
        if position == input.count {
            input = chunk
            position = 0
        } else {
            input += chunk
        }
        nextLF = -1
        nextCR = -1
    }

    /// The next event, nil where it needs more bytes. At the end of the stream, an event that no empty line has ended is lost.
    public mutating func next() throws(LimitExceeded) -> ServerSentEvent? {
        guard !isBroken else { throw LimitExceeded(limit: limit) }
        let input = input
        while position < input.count {
            if matchedMark < Self.byteOrderMark.count {
                matchMark(input[position])
                continue
            }
            if skipsLineFeed {
                skipsLineFeed = false
                if input[position] == UInt8(ascii: "\n") {
                    position += 1
                    continue
                }
            }
            let start = position
            let end = endOfLine(in: input)
            position = end
            guard end < input.count else {
                carry(input[start..<end])
                try checkLimit()
                break
            }
            position += 1
            skipsLineFeed = input[end] == UInt8(ascii: "\r")
            let isBlank = start == end && line == .unknown && partial.isEmpty
            if isBlank {
                if let event = dispatch() { return event }
            } else {
                finishLine(input[start..<end])
                try checkLimit()
                line = .unknown
                lineLength = 0
            }
        }
        self.input = []
        position = 0
        return nil
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

    /// Where the line at the position ends: at a CR, an LF, or the end of the input.
    private mutating func endOfLine(in input: [UInt8]) -> Int {
        if nextLF < position { nextLF = Self.find(UInt8(ascii: "\n"), in: input, from: position) }
        if nextCR < position { nextCR = Self.find(UInt8(ascii: "\r"), in: input, from: position) }
        return min(nextLF, nextCR)
    }

    private static func find(_ byte: UInt8, in input: [UInt8], from start: Int) -> Int {
        input.withUnsafeBytes { buffer in
            let bytes = UnsafeRawBufferPointer(rebasing: buffer[start...])
            guard let base = bytes.baseAddress, let found = memchr(base, Int32(byte), bytes.count) else { return buffer.count }
            return start + (UnsafeRawPointer(found) - base)
        }
    }

    private mutating func checkLimit() throws(LimitExceeded) {
        let isLongLine = line != .data && line != .unknown && lineLength > max(limit, Self.tellingLength)
        guard data.count > limit || isLongLine else { return }
        isBroken = true
        input = []
        data = []
        partial = []
        position = 0
        throw LimitExceeded(limit: limit)
    }

    // MARK: Lines

    /// Keeps what came of a line that has not ended.
    private mutating func carry(_ bytes: ArraySlice<UInt8>) {
        var bytes = bytes
        lineLength += bytes.count
        if line == .unknown {
            let telling = bytes.prefix(Self.tellingLength - partial.count)
            partial += telling
            bytes = bytes[telling.endIndex...]
            recognize()
        }
        switch line {
        case .unknown, .ignored: break
        case .field: partial += bytes
        case .data: data += bytes
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
            data += partial[(partial[5] == UInt8(ascii: " ") ? 6 : 5)...]
        } else if partial.starts(with: "event:".utf8) || partial.starts(with: "retry:".utf8) || partial.starts(with: "id:".utf8) {
            line = .field
            return
        } else {
            line = .ignored
        }
        partial.removeAll(keepingCapacity: true)
    }

    /// Takes the rest of a line that has ended.
    private mutating func finishLine(_ bytes: ArraySlice<UInt8>) {
        lineLength += bytes.count
        switch line {
        case .data:
            data += bytes
        case .ignored:
            break
        case .unknown where partial.isEmpty:
            take(bytes)
        case .unknown, .field:
            partial += bytes
            take(partial[...])
            partial.removeAll(keepingCapacity: true)
        }
    }

    /// Takes a whole line. Afterwards `line` is what it was.
    private mutating func take(_ bytes: ArraySlice<UInt8>) {
        line = .field
        guard bytes.first != UInt8(ascii: ":") else { return }
        // Only a short name can have a meaning.
        let colon = bytes.prefix(Self.tellingLength).firstIndex(of: UInt8(ascii: ":"))
        var value = bytes[(colon.map { $0 + 1 } ?? bytes.endIndex)...]
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        let field = bytes[..<(colon ?? bytes.endIndex)]
        switch field.count {
        case 4 where field.elementsEqual("data".utf8):
            line = .data
            beginData()
            data += value
        case 5 where field.elementsEqual("event".utf8):
            name = String(decoding: value, as: UTF8.self)
        case 2 where field.elementsEqual("id".utf8):
            if !value.contains(0) { pendingID = String(decoding: value, as: UTF8.self) }
        case 5 where field.elementsEqual("retry".utf8):
            setRetry(value)
        default:
            break
        }
    }

    private mutating func beginData() {
        if hasData { data.append(UInt8(ascii: "\n")) }
        hasData = true
    }

    private mutating func setRetry(_ value: ArraySlice<UInt8>) {
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
            name = ""
            retry = nil
        }
        guard hasData else { return nil }
        let event = ServerSentEvent(name: name.isEmpty ? nil : name, data: data, id: lastEventID, retry: retry)
        data = []
        hasData = false
        return event
    }
}
