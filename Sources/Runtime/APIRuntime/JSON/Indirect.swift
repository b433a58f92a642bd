/// Keeps a property behind a reference, for a model inside another: it may contain itself, which a Swift value cannot, and code that
/// copies the outer one stays short. It is still a value: a copy that is changed leaves the other as it was.
@propertyWrapper
public struct Indirect<Value> {
    private final class Box {
        let value: Value

        init(_ value: Value) { self.value = value }
    }

    private var box: Box

    /// The property's value.
    public var wrappedValue: Value {
        get { box.value }
        set { box = Box(newValue) }
    }

    /// Keeps a value.
    public init(wrappedValue: Value) { box = Box(wrappedValue) }
}

// The box is never changed once it is made.
extension Indirect: @unchecked Sendable where Value: Sendable {}

extension Indirect: Equatable where Value: Equatable {
    /// Whether the values are equal.
    public static func == (left: Self, right: Self) -> Bool { left.wrappedValue == right.wrappedValue }
}

extension Indirect: Hashable where Value: Hashable {
    /// Hashes the value.
    public func hash(into hasher: inout Hasher) { hasher.combine(wrappedValue) }
}

extension Indirect: CustomDebugStringConvertible, CustomReflectable {
    /// The value's.
    public var debugDescription: String { String(reflecting: wrappedValue) }

    /// The value's.
    public var customMirror: Mirror { Mirror(reflecting: wrappedValue) }
}
