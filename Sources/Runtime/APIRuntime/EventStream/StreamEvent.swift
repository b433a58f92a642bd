/// A typed event of a stream.
public protocol StreamEvent: Sendable {
    /// Reads an event. Throws `event.failure(_:)` where the event is an error of the server's, and any other error where the event is
    /// not what the description says.
    init(_ event: ServerSentEvent) throws

    /// The types of the events that the description marks as final: a stream without one was cut. Others may follow a final
    /// event: a stream of two pictures has two.
    static var finalEvents: [String] { get }

    /// Checks the rules of the description.
    func validate(_ check: inout Validator)
}

extension StreamEvent {
    /// None: the stream may end anywhere.
    public static var finalEvents: [String] { [] }
    /// No rules.
    public func validate(_ check: inout Validator) {}
}
