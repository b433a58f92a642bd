/// The data of one event, as it came: pieces of the chunks of the stream.
///
/// To copy bytes takes several times as long as to look for the end of their line, so large pieces are kept where they are, inside
/// their chunks, and put together when somebody asks for all of them in one array. Where it is known that somebody will, they are put
/// together as they come: a chunk then is still in the processor's cache, and its memory is free for the next one.
struct EventData: Sendable {
    private(set) var count = 0
    private let isJoined: Bool
    /// The size of the data before, which is what to expect: the pictures of a stream are of like size.
    private var lastCount = 0
    /// The first piece, apart from the others so that most events need no array of pieces.
    private var first: ArraySlice<UInt8> = []
    private var others: [ArraySlice<UInt8>] = []
    /// What was copied, and comes behind the pieces.
    private var copied: [UInt8] = []
    /// The size of the chunks that the pieces keep in memory.
    private var retained = 0

    /// Smaller pieces are copied: to keep one costs more.
    private static let leastPiece = 512
    /// Pieces may keep chunks of this size in memory, and of twice their own. A stream of much else with little data in between
    /// would make an event hold far more than its limit.
    private static let retainedSlack = 1 << 20
    /// Data below that grows by itself.
    private static let leastReserved = 64 << 10

    /// No data yet. `isJoined` says that all of it is wanted in one array.
    init(isJoined: Bool = false) {
        self.isJoined = isJoined
    }

    init(_ bytes: [UInt8]) {
        self.init()
        first = bytes[...]
        count = bytes.count
    }

    mutating func append(_ byte: UInt8) {
        copied.append(byte)
        count += 1
    }

    /// Adds some of a chunk, whose bytes are `bytes`.
    mutating func append(_ range: Range<Int>, of chunk: [UInt8], _ bytes: UnsafeRawBufferPointer) {
        guard !range.isEmpty else { return }
        count += range.count
        if isJoined, count > Self.leastReserved, copied.capacity < count {
            copied.reserveCapacity(max(lastCount + lastCount / 8, 2 * count))
        }
        if !isJoined, range.count >= Self.leastPiece, retained + chunk.count <= 2 * count + Self.retainedSlack {
            retained += chunk.count
            finishCopied()
            add(chunk[range])
        } else {
            copied.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[range]))
        }
    }

    /// The pieces in their order.
    var pieces: [ArraySlice<UInt8>] { ([first] + others + [copied[...]]).filter { !$0.isEmpty } }

    /// Hands all of it on, and begins anew. A swap, because the optimiser does not see that nothing is left behind, and would count
    /// references up and down for each event.
    mutating func take() -> EventData {
        var taken = EventData(isJoined: isJoined)
        taken.lastCount = count
        swap(&taken, &self)
        return taken
    }

    /// All of it in one array; without copying where it is one already.
    func joined() -> [UInt8] {
        guard !others.isEmpty || !copied.isEmpty else { return Array(first) }
        guard !first.isEmpty || !others.isEmpty else { return copied }
        return [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
            var end = target.initialize(fromContentsOf: first)
            for piece in others { end = target[end...].initialize(fromContentsOf: piece) }
            initialized = target[end...].initialize(fromContentsOf: copied)
        }
    }

    private mutating func finishCopied() {
        guard !copied.isEmpty else { return }
        add(copied[...])
        copied = []
    }

    private mutating func add(_ piece: ArraySlice<UInt8>) {
        if first.isEmpty { first = piece } else { others.append(piece) }
    }
}
