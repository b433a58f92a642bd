/// Keeps a property that may be absent behind a reference, as ``Indirect`` does one that is always there. Nothing is kept for nil.
///
/// What sets it is inlined, so that the question whether there is a value is asked where its type is known. Here the answer would
/// need metadata of types that depend on it, which took a third of the time to read a small model; most have nothing to keep.
@propertyWrapper
public struct IndirectOptional<Value> {
    @usableFromInline var box: Indirect<Value>?

    /// The property's value.
    public var wrappedValue: Value? {
        get { box?.wrappedValue }
        @inlinable set { box = if let newValue { Indirect(wrappedValue: newValue) } else { nil } }
    }

    /// Keeps a value.
    @inlinable
    public init(wrappedValue: Value?) {
        box = if let wrappedValue { Indirect(wrappedValue: wrappedValue) } else { nil }
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
