/// Keeps a property that may be absent behind a reference, as ``Indirect`` does one that is always there. Nothing is kept for nil.
@propertyWrapper
public struct IndirectOptional<Value> {
    private var box: Indirect<Value>?

    /// The property's value.
    public var wrappedValue: Value? {
        get { box?.wrappedValue }
        set { box = newValue.map { Indirect(wrappedValue: $0) } }
    }

    /// Keeps a value.
    public init(wrappedValue: Value?) {
        box = wrappedValue.map { Indirect(wrappedValue: $0) }
    }
}

extension IndirectOptional: Sendable where Value: Sendable {}
extension IndirectOptional: Equatable where Value: Equatable {}
extension IndirectOptional: Hashable where Value: Hashable {}

extension IndirectOptional: CustomDebugStringConvertible, CustomReflectable {
    /// The value's, or `nil`.
    public var debugDescription: String { wrappedValue.map { String(reflecting: $0) } ?? "nil" }

    /// The optional value's.
    public var customMirror: Mirror { Mirror(reflecting: wrappedValue as Any) }
}
