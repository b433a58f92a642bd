#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The pieces that a model writes, where no text is wanted of them: by these models are equal, and hashed.
///
/// So one list of properties serves all. Synthesised, `==` and `hash(into:)` took a fifth of the time to compile a large module.
enum WrittenPieces: Sendable {
    case gathered([Piece])
    case compared(Comparison)
    case hashed(Hasher)
    case searched(MemberSearch)

    enum Piece: Hashable, Sendable {
        case absent
        case begin
        case end
        case text(String)
        case integer(Int64)
        case number(Double)
        case data(Data)
        case value(JSONValue)
    }

    struct Comparison: Sendable {
        let others: [Piece]
        var next = 0
        var areEqual = true

        mutating func take(_ piece: Piece) {
            guard areEqual else { return }
            areEqual = next < others.count && others[next] == piece
            next += 1
        }
    }

    /// Looks for what is written for a property of the outermost object.
    struct MemberSearch: Sendable {
        let key: StaticString
        private var depth = 0
        private var isNext = false
        private(set) var found: Piece?

        init(_ key: StaticString) { self.key = key }

        mutating func pass(_ key: StaticString) { isNext = depth == 1 && "\(key)" == "\(self.key)" }

        mutating func take(_ piece: Piece) {
            if isNext { found = piece }
            isNext = false
            if piece == .begin { depth += 1 }
            if piece == .end { depth -= 1 }
        }
    }

    /// Takes note of the key of what is taken next. Of equal models the properties are the same, so that only a search wants it.
    mutating func pass(_ key: StaticString) {
        guard case .searched(var search) = self else { return }
        search.pass(key)
        self = .searched(search)
    }

    mutating func take(_ piece: Piece) {
        switch self {
        case .gathered(var pieces):
            // The array would be copied if it were held twice.
            self = .gathered([])
            pieces.append(piece)
            self = .gathered(pieces)
        case .compared(var comparison):
            comparison.take(piece)
            self = .compared(comparison)
        case .hashed(var hasher):
            hasher.combine(piece)
            self = .hashed(hasher)
        case .searched(var search):
            search.take(piece)
            self = .searched(search)
        }
    }

    static func areEqual<Value: JSONEncodable>(_ left: Value, _ right: Value) -> Bool {
        var writer = JSONWriter(pieces: .gathered([]))
        left.write(to: &writer)
        guard case .gathered(let pieces)? = writer.pieces else { return false }
        writer = JSONWriter(pieces: .compared(Comparison(others: pieces)))
        right.write(to: &writer)
        guard case .compared(let comparison)? = writer.pieces else { return false }
        return comparison.areEqual && comparison.next == pieces.count
    }

    static func hashValue<Value: JSONEncodable>(_ value: Value) -> Int {
        var hasher = Hasher()
        hash(value, into: &hasher)
        return hasher.finalize()
    }

    static func hash<Value: JSONEncodable>(_ value: Value, into hasher: inout Hasher) {
        var writer = JSONWriter(pieces: .hashed(hasher))
        value.write(to: &writer)
        if case .hashed(let result)? = writer.pieces { hasher = result }
    }

    /// What a value writes for a property of its own, without a text of all the rest; nil where it has none.
    static func member<Value: JSONEncodable>(_ key: StaticString, of value: Value) -> Piece? {
        var writer = JSONWriter(pieces: .searched(MemberSearch(key)))
        value.write(to: &writer)
        guard case .searched(let search)? = writer.pieces else { return nil }
        return search.found
    }
}
