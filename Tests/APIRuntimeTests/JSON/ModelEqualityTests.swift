import APIRuntime
import Foundation
import Testing

@Suite struct ModelEqualityTests {
    @Test func eachPropertyCounts() {
        let values = [
            Parcel(), Parcel(name: "a"), Parcel(note: "a"), Parcel(weight: 1), Parcel(weight: -1), Parcel(bytes: Data([1])),
            Parcel(date: Date(timeIntervalSinceReferenceDate: 0.1)), Parcel(date: Date(timeIntervalSinceReferenceDate: 0.1.nextUp)),
            Parcel(maybe: .null), Parcel(maybe: .value(1)), Parcel(free: ["a": 1]), Parcel(parts: []), Parcel(parts: [Parcel()]),
            Parcel(parts: [Parcel(), Parcel()]), Parcel(parts: [Parcel(parts: [Parcel()])]), Parcel(more: ["a": 1]),
            Parcel(more: ["b": 1]), Parcel(count: 1), Parcel(limit: 1), Parcel(isOpen: true), Parcel(isOpen: false), Parcel(isFull: true),
            Parcel(height: 1),
        ]
        for (row, left) in values.enumerated() {
            for (column, right) in values.enumerated() { #expect((left == right) == (row == column), "\(row) and \(column)") }
        }
        #expect(Set(values).count == values.count)
    }

    @Test func isThatOfTheValuesNotOfTheirText() {
        #expect(Parcel(weight: 0) == Parcel(weight: -0.0))
        #expect(Parcel(weight: .nan) != Parcel(weight: .nan))
        #expect(Parcel(free: ["a": 1, "b": 2]) == Parcel(free: ["b": 2, "a": 1]))
        #expect(Parcel(name: "\u{E9}") == Parcel(name: "e\u{301}"))
        #expect(
            Set([Parcel(free: ["a": 1, "b": 2]), Parcel(free: ["b": 2, "a": 1]), Parcel(weight: 0), Parcel(weight: -0.0)]).count == 2)
    }

    @Test func unionsDifferByCaseToo() {
        #expect(Label.first("a") == .first("a"))
        #expect(Label.first("a") != .first("b"))
        #expect(Label.first("a") != .second("a"))
        #expect(Label.second("a") != .unrecognized("a"))
        #expect(Set([Label.first("a"), .second("a"), .unrecognized("a"), .first("a")]).count == 3)
    }
}

private struct Parcel: JSONModel {
    var name: String?
    var note: String?
    var weight: Double?
    var bytes: Data?
    var date: Date?
    var maybe: Nullable<Int>?
    var free: JSONValue?
    var parts: [Parcel]?
    var more: [String: Int] = [:]
    // Beside each other, so that one is not taken for the next.
    var height: Double?
    var count: Int?
    var limit: Int?
    var isOpen: Bool?
    var isFull: Bool?

    init(
        name: String? = nil, note: String? = nil, weight: Double? = nil, bytes: Data? = nil, date: Date? = nil,
        maybe: Nullable<Int>? = nil, free: JSONValue? = nil, parts: [Parcel]? = nil, more: [String: Int] = [:],
        height: Double? = nil, count: Int? = nil, limit: Int? = nil, isOpen: Bool? = nil, isFull: Bool? = nil
    ) {
        self.name = name
        self.note = note
        self.weight = weight
        self.bytes = bytes
        self.date = date
        self.maybe = maybe
        self.free = free
        self.parts = parts
        self.more = more
        self.height = height
        self.count = count
        self.limit = limit
        self.isOpen = isOpen
        self.isFull = isFull
    }

    init(properties object: inout JSONObjectView) throws { self.init() }

    func writeProperties(to json: inout JSONWriter) {
        json.write("name", name)
        json.write("note", note)
        json.write("weight", weight)
        json.write("height", height)
        json.write("count", count)
        json.write("limit", limit)
        json.write("is_open", isOpen)
        json.write("is_full", isFull)
        json.write("bytes", bytes)
        json.write("date", date)
        json.write("maybe", maybe)
        json.write("free", free)
        json.write("parts", parts)
        json.writeAdditional(more)
    }
}

private enum Label: JSONUnion {
    case first(String)
    case second(String)
    case unrecognized(JSONValue)

    static let variants = JSONVariants([JSONVariant(.string), JSONVariant(.string)])

    init(variant: Int, json: JSONView) throws { self = variant == 0 ? .first(try json.decode()) : .second(try json.decode()) }

    var payload: JSONPayload {
        switch self {
        case .first(let value): JSONPayload(0, value)
        case .second(let value): JSONPayload(1, value)
        case .unrecognized(let value): JSONPayload(unrecognized: value)
        }
    }
}
