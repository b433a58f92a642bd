#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// A value that can stand in a path, a query, a header or a text part of a form.
public protocol ParameterValue: Sendable {
    /// The value's text, not yet escaped; nil where the value has none, such as a number that is not finite.
    var parameterText: String? { get }
}

extension String: ParameterValue {
    /// The text itself.
    public var parameterText: String? { self }
}

extension Bool: ParameterValue {
    /// `true` or `false`.
    public var parameterText: String? { self ? "true" : "false" }
}

extension Int: ParameterValue {
    /// The decimal digits.
    public var parameterText: String? { description }
}

extension Int32: ParameterValue {
    /// The decimal digits.
    public var parameterText: String? { description }
}

extension Int64: ParameterValue {
    /// The decimal digits.
    public var parameterText: String? { description }
}

extension UInt64: ParameterValue {
    /// The decimal digits.
    public var parameterText: String? { description }
}

extension Float: ParameterValue {
    /// The shortest text that reads back as the number, without a fraction where there is none.
    public var parameterText: String? { isFinite ? withoutEmptyFraction(description) : nil }
}

extension Double: ParameterValue {
    /// The shortest text that reads back as the number, without a fraction where there is none.
    public var parameterText: String? { isFinite ? withoutEmptyFraction(description) : nil }
}

extension Date: ParameterValue {
    /// The date-time of RFC 3339, in UTC; nil beyond the year 9999.
    public var parameterText: String? { DateTime.text(self) }
}

extension CalendarDate: ParameterValue {
    /// The full-date of RFC 3339.
    public var parameterText: String? { description }
}

extension UUID: ParameterValue {
    /// In lower case, as RFC 9562 writes it.
    public var parameterText: String? { uuidString.lowercased() }
}

extension URL: ParameterValue {
    /// The absolute URL.
    public var parameterText: String? { absoluteString }
}

extension Data: ParameterValue {
    /// Base64 with padding.
    public var parameterText: String? { base64EncodedString() }
}

extension RawRepresentable where Self: ParameterValue, RawValue: ParameterValue {
    /// The raw value's text.
    public var parameterText: String? { rawValue.parameterText }
}

private func withoutEmptyFraction(_ text: String) -> String {
    text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
