/// The names that are taken in one place, so that each new one is different.
struct Scope {
    private var taken: Set<String>

    init(reserved: Set<String> = []) { taken = reserved }

    mutating func reserve(_ name: String) { taken.insert(name) }

    func contains(_ name: String) -> Bool { taken.contains(name) }

    /// `wanted`, or with the first free number behind it. Swift compares texts by canonical equivalence, so two spellings
    /// of `é` are one name here as they are to a reader.
    mutating func claim(_ wanted: String) -> SwiftName {
        var name = wanted
        var number = 2
        while !taken.insert(name).inserted {
            name = "\(wanted)\(number)"
            number += 1
        }
        return SwiftName(checked: name)
    }
}
