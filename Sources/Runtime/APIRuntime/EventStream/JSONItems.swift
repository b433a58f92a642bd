/// JSON values to send one after another: a list, or a sequence that makes them while they are sent.
public struct JSONItems<Item: JSONEncodable & Sendable>: Sendable, ExpressibleByArrayLiteral {
    enum Source: Sendable {
        case array([Item])
        case sequence(@Sendable () -> () async throws -> Item?)
    }

    let source: Source

    /// The values of a list. Their rules are checked before anything is sent.
    public init(_ items: [Item]) { source = .array(items) }

    /// The values of a literal.
    public init(arrayLiteral elements: Item...) { source = .array(elements) }

    /// The values of a sequence, each asked for when the server has taken the one before. The rules of each are checked before it is
    /// sent, unless the options switch that off; a value that breaks one ends the call.
    public init<Items: AsyncSequence & Sendable>(_ items: Items) where Items.Element == Item {
        source = .sequence {
            var iterator = items.makeAsyncIterator()
            return { try await iterator.next() }
        }
    }

    /// The bytes of a sequence, a chunk for each item.
    func bytes(
        _ framing: JSONItemFraming, _ start: @escaping @Sendable () -> () async throws -> Item?, validates: Bool
    ) -> ByteStream {
        ByteStream {
            let next = start()
            return {
                guard let item = try await next() else { return nil }
                var check = Validator()
                if validates { check.value(item) }
                var bytes: [UInt8] = []
                do {
                    try check.finish()
                    framing.append(try JSONWriter.bytes(item), to: &bytes)
                } catch let error as ValidationError {
                    throw APIError.invalidRequest(error)
                } catch let error as JSONError {
                    let violation = Violation(pointer: error.pointer, rule: .custom, detail: error.message)
                    throw APIError.invalidRequest(ValidationError([violation]))
                }
                return bytes
            }
        }
    }
}
