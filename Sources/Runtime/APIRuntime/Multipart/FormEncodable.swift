/// A body of type `multipart/form-data`.
public protocol FormEncodable: Validatable, Sendable {
    /// Writes the parts, in the order in which they are sent.
    func write(to form: inout FormWriter)
}
