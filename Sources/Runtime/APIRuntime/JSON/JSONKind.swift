/// The kinds of values that a JSON text is made of (RFC 8259, section 3).
public enum JSONKind: String, Hashable, Sendable {
    case null, bool, number, string, array, object
}
