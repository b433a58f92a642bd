#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension APIRequest {
    /// A success that the description has.
    struct Expectation: Sendable {
        let statuses: ClosedRange<Int>
        let contentType: String?
    }

    /// A failure that the description has.
    struct FailureExpectation: Sendable {
        let statuses: ClosedRange<Int>
        let contentType: String?
        /// Reads the typed body; nil where the description has none for these statuses.
        let decode: (@Sendable ([UInt8], MediaType?) throws -> (any Sendable)?)?
    }

    /// A status that is a success, with the type of its body where it has one. The types, in the order given, are what `Accept` says.
    public mutating func expect(_ status: Int, _ contentType: String? = nil) {
        expect(status...status, contentType)
    }

    /// Statuses that are a success, with the type of their body where they have one.
    public mutating func expect(_ statuses: ClosedRange<Int>, _ contentType: String? = nil) {
        expectations.append(Expectation(statuses: statuses, contentType: contentType))
    }

    /// A documented failure with its typed JSON body. Failures are matched in the order given; where a status has several bodies, the
    /// media type tells them apart.
    public mutating func failure<Failure: JSONDecodable & Sendable>(_ status: Int, _ type: Failure.Type, _ contentType: String? = nil) {
        failure(status...status, type, contentType)
    }

    /// Documented failures with their typed JSON body.
    public mutating func failure<Failure: JSONDecodable & Sendable>(
        _ statuses: ClosedRange<Int>, _ type: Failure.Type, _ contentType: String? = nil
    ) {
        failures.append(
            FailureExpectation(statuses: statuses, contentType: contentType) { bytes, _ in
                try JSONDocument(parsing: bytes).decode(Failure.self)
            })
    }

    /// A documented failure whose body is text: a `String`.
    public mutating func failure(_ status: Int, text contentType: String) {
        failure(status...status, text: contentType)
    }

    /// Documented failures whose body is text: a `String`.
    public mutating func failure(_ statuses: ClosedRange<Int>, text contentType: String) {
        let expected = MediaType(contentType)
        failures.append(
            FailureExpectation(statuses: statuses, contentType: contentType) { bytes, type in
                guard type.map({ expected.fit(of: $0) != nil }) ?? true else { return nil }
                return BodyText.text(bytes, charset: type?.charset)
            })
    }

    /// A documented failure whose body is bytes: `Data`.
    public mutating func failure(_ status: Int, data contentType: String) {
        failure(status...status, data: contentType)
    }

    /// Documented failures whose body is bytes: `Data`.
    public mutating func failure(_ statuses: ClosedRange<Int>, data contentType: String) {
        let expected = MediaType(contentType)
        failures.append(
            FailureExpectation(statuses: statuses, contentType: contentType) { bytes, type in
                (type.map { expected.fit(of: $0) != nil } ?? true) ? Data(bytes) : nil
            })
    }

    /// A documented failure without a typed body.
    public mutating func failure(_ status: Int) {
        failure(status...status)
    }

    /// Documented failures without a typed body.
    public mutating func failure(_ statuses: ClosedRange<Int>) {
        failures.append(FailureExpectation(statuses: statuses, contentType: nil, decode: nil))
    }

    func expects(_ status: Int) -> Bool {
        expectations.contains { $0.statuses.contains(status) }
    }

    /// The number of the expectation that a response meets, in the order given: the first of its status, or of those for the same
    /// statuses the one whose media type fits best.
    func expectation(met head: ResponseHead) -> Int {
        // Nothing to choose, so no media type to look at.
        guard expectations.count > 1 else { return 0 }
        return Self.best(expectations.map(\.statuses), expectations.map(\.contentType), head) ?? 0
    }

    /// The failure that a response is.
    func failure(met head: ResponseHead) -> FailureExpectation? {
        Self.best(failures.map(\.statuses), failures.map(\.contentType), head).map { failures[$0] }
    }

    private static func best(_ statuses: [ClosedRange<Int>], _ types: [String?], _ head: ResponseHead) -> Int? {
        guard let first = statuses.firstIndex(where: { $0.contains(head.status) }) else { return nil }
        guard let type = head.mediaType else { return first }
        var best = (index: first, fit: -1)
        for index in statuses.indices where statuses[index] == statuses[first] {
            guard let fit = types[index].flatMap({ MediaType($0).fit(of: type) }), fit > best.fit else { continue }
            best = (index, fit)
        }
        return best.index
    }

    /// The media types of the successes, for `Accept`.
    var acceptedTypes: String? {
        var types: [String] = []
        for type in expectations.compactMap(\.contentType) where !types.contains(type) { types.append(type) }
        return types.isEmpty ? nil : types.joined(separator: ", ")
    }
}
