/// A form with files in it: a body of type `multipart/form-data`, or a part that has parts.
public protocol FormEncodable: FormValue {
    /// Writes the parts, in the order in which they are sent.
    func write(to form: inout FormWriter)
}

extension FormEncodable {
    /// Writes one part, which has the parts.
    public func write(to form: inout FormWriter, as name: String) { form.nested(name) { write(to: &$0) } }
}

/// A value of a form that holds files: it writes the parts of one name.
public protocol FormValue: Validatable, Sendable {
    /// Writes the value's parts under a name.
    func write(to form: inout FormWriter, as name: String)
}

extension FileUpload: FormValue {
    /// Writes the file.
    public func write(to form: inout FormWriter, as name: String) { form.file(name, self) }

    /// A file has no rules.
    public func validate(_ check: inout Validator) {}
}

extension Array: FormValue where Element: FormValue {
    /// Writes each element under the one name.
    public func write(to form: inout FormWriter, as name: String) {
        for element in self { element.write(to: &form, as: name) }
    }
}

extension Dictionary: FormValue where Key == String, Value: FormValue {
    /// Writes one part, which has the values under their keys.
    public func write(to form: inout FormWriter, as name: String) { form.nested(name) { $0.additional(self) } }
}
