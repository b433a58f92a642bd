/// A typed event of a stream.
public protocol StreamEvent: Sendable {
    /// Reads an event. Throws `event.failure(_:)` where the event is an error of the server's, and any other error where the event is
    /// not what the description says.
    init(_ event: ServerSentEvent) throws

    /// Whether the description marks events of this type as final, so that a stream without one was cut.
    static var endsWithFinalEvent: Bool { get }

    /// Whether this event is final. Others may follow: a stream of two pictures has two.
    var isFinal: Bool { get }

    /// Checks the rules of the description.
    func validate(_ check: inout Validator)
}

extension StreamEvent {
    /// False: the stream may end anywhere.
    public static var endsWithFinalEvent: Bool { false }
    /// False.
    public var isFinal: Bool { false }
    /// No rules.
    public func validate(_ check: inout Validator) {}
}
