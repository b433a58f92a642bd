/// The words of a ``JSONTape``, in memory that whoever holds them last frees.
///
/// Not an array, which asks at each word whether somebody else has it: a small text is indexed in a fifth fewer instructions.
///
/// Once a tape has it, nobody writes it any more.
struct JSONWords: @unchecked Sendable {
    private var memory: UnsafeMutablePointer<UInt64>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 1)
        memory = .allocate(capacity: self.capacity)
    }

    func deallocate() { memory.deallocate() }

    @inline(__always)
    mutating func append(_ word: JSONWord) {
        if count == capacity { grow() }
        (memory + count).initialize(to: word.bits)
        count += 1
    }

    @inline(__always)
    subscript(position: Int) -> JSONWord {
        get {
            // A position below zero is one beyond the end here.
            precondition(UInt(bitPattern: position) < UInt(bitPattern: count))
            return JSONWord(bits: memory[position])
        }
        nonmutating set {
            precondition(UInt(bitPattern: position) < UInt(bitPattern: count))
            memory[position] = newValue.bits
        }
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: 2 * capacity)
        larger.moveInitialize(from: memory, count: count)
        memory.deallocate()
        memory = larger
        capacity *= 2
    }
}
