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
    private var first: Piece?
    private var others: [Piece] = []
    /// What was copied, and comes behind the pieces.
    private var copied: [UInt8] = []
    /// The size of the chunks that the pieces keep in memory.
    private var retained = 0

    /// Some of an array. Not a slice: to make one of an array that is given away counts references all the same.
    private struct Piece {
        let bytes: [UInt8]
        let range: Range<Int>

        var slice: ArraySlice<UInt8> { bytes[range] }
    }

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
        first = Piece(bytes: bytes, range: bytes.indices)
        count = bytes.count
    }

    mutating func append(_ byte: UInt8) {
        copied.append(byte)
        count += 1
    }

    /// Adds some of a chunk.
    mutating func append(_ range: Range<Int>, of chunk: [UInt8], _ bytes: UnsafeRawBufferPointer) {
        if keeps(range, of: bytes) { keep(range, of: chunk) } else { copy(range, of: bytes) }
    }

    /// Whether that much of a chunk is kept where it is.
    func keeps(_ range: Range<Int>, of chunk: UnsafeRawBufferPointer) -> Bool {
        !isJoined && range.count >= Self.leastPiece && retained + chunk.count <= 2 * (count + range.count) + Self.retainedSlack
    }

    /// Adds some of a chunk as it is.
    mutating func keep(_ range: Range<Int>, of chunk: consuming [UInt8]) {
        count += range.count
        retained += chunk.count
        finishCopied()
        add(Piece(bytes: chunk, range: range))
    }

    /// Adds a copy of some of a chunk.
    mutating func copy(_ range: Range<Int>, of chunk: UnsafeRawBufferPointer) {
        guard !range.isEmpty else { return }
        count += range.count
        if isJoined, count > Self.leastReserved, copied.capacity < count {
            copied.reserveCapacity(max(lastCount + lastCount / 8, 2 * count))
        }
        copied.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[range]))
    }

    /// The pieces in their order.
    var pieces: [ArraySlice<UInt8>] {
        var pieces = (first.map { [$0] } ?? []) + others
        if !copied.isEmpty { pieces.append(Piece(bytes: copied, range: copied.indices)) }
        return pieces.map(\.slice)
    }

    /// Hands all of it on, and begins anew. A swap, because the optimiser does not see that nothing is left behind, and would count
    /// references up and down for each event.
    mutating func take() -> EventData {
        var taken = EventData(isJoined: isJoined)
        taken.lastCount = count
        swap(&taken, &self)
        return taken
    }

    /// All of it, one behind the other; without copying where it is so already.
    func contiguous() -> ArraySlice<UInt8> {
        guard let first, others.isEmpty, copied.isEmpty else { return joined()[...] }
        return first.slice
    }

    /// All of it in one array; without copying where it is one already.
    func joined() -> [UInt8] {
        guard let first else { return copied }
        guard !others.isEmpty || !copied.isEmpty else { return Array(first.slice) }
        return [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
            var end = target.initialize(fromContentsOf: first.slice)
            for piece in others { end = target[end...].initialize(fromContentsOf: piece.slice) }
            initialized = target[end...].initialize(fromContentsOf: copied)
        }
    }

    private mutating func finishCopied() {
        guard !copied.isEmpty else { return }
        add(Piece(bytes: copied, range: copied.indices))
        copied = []
    }

    private mutating func add(_ piece: consuming Piece) {
        if first == nil { first = piece } else { others.append(piece) }
    }
}
