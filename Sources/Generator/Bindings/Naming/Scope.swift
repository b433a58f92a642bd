import OpenAPI

/// The names that are taken in one place, so that each new one is different.
struct Scope {
    private var taken: Set<String> = []
    /// Apart, because most scopes share one set, which would be copied for the first name that is taken.
    private var reserved: Set<String>
    /// The number that is tried next for a name that is wanted again.
    private var numbers: [String: Int] = [:]
    /// Names that the maintainer gave, with where.
    private var given: [String: SourceMark?] = [:]

    /// - Parameter count: how many names there will be, where that is known.
    init(reserved: Set<String> = [], count: Int = 0) {
        self.reserved = reserved
        taken.reserveCapacity(count)
    }

    mutating func reserve(_ name: String) { reserved.insert(name) }

    func isReserved(_ name: String) -> Bool { reserved.contains(name) }

    func contains(_ name: String) -> Bool { reserved.contains(name) || taken.contains(name) }

    /// `wanted`, or `other` where that is free and `wanted` is not.
    func free(_ wanted: String, or other: @autoclosure () -> String) -> String {
        guard contains(wanted) else { return wanted }
        let other = other()
        return contains(other) ? wanted : other
    }

    /// `wanted`, or with the first free number behind it. Swift compares texts by canonical equivalence, so two spellings
    /// of `é` are one name here as they are to a reader.
    mutating func claim(_ wanted: String) -> SwiftName {
        var name = wanted
        while reserved.contains(name) || !taken.insert(name).inserted {
            let number = numbers[wanted, default: 2]
            numbers[wanted] = number + 1
            name = "\(wanted)\(number)"
        }
        return SwiftName(checked: name)
    }

    mutating func note(_ name: String, givenAt mark: SourceMark?) { given[name] = .some(mark) }

    /// Where the maintainer gave this name to something; nil where nobody did.
    func place(ofGiven name: String) -> SourceMark?? { given[name] }
}
