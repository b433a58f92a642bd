#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

// The public surface of JSON/ and Validation/, bodies to follow in the next commits.

/// The kinds of JSON values.
public enum JSONKind: String, Sendable { case null, bool, number, string, array, object }

/// A JSON text that could not be read, or a value that could not be written.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// JSON Pointer (RFC 6901) of the value.
    public let pointer: String
    /// Byte offset in the text, where there is a text.
    public let offset: Int?
    /// What is wrong, without the place.
    public let message: String
    /// One line.
    public var description: String { "\(pointer): \(message)" }
}

/// A parsed JSON text.
public struct JSONDocument: Sendable {
    /// Reads a text.
    public init(parsing bytes: [UInt8], depthLimit: Int = 512) throws(JSONError) {}
    /// Reads a text.
    public init(parsing data: Data, depthLimit: Int = 512) throws(JSONError) {}
    /// Reads a text.
    public init(parsing text: String, depthLimit: Int = 512) throws(JSONError) {}
    /// The outermost value.
    public var root: JSONView { JSONView() }
    /// The outermost value as a model.
    public func decode<T: JSONDecodable>(_ type: T.Type = T.self) throws -> T { try T(json: root) }
}

/// A value inside a document.
public struct JSONView: Sendable {
    /// The kind of the value.
    public var kind: JSONKind { .null }
    /// Whether the value is `null`.
    public var isNull: Bool { true }
    /// JSON Pointer of the value.
    public var pointer: String { "" }
    /// The value as an object.
    public func object() throws(JSONError) -> JSONObjectView { JSONObjectView() }
    /// The value as an array.
    public func array() throws(JSONError) -> JSONArrayView { JSONArrayView() }
    /// The value as a model.
    public func decode<T: JSONDecodable>(_ type: T.Type = T.self) throws -> T { try T(json: self) }
    /// An error at this value.
    public func error(_ message: String) -> JSONError { JSONError(pointer: pointer, offset: nil, message: message) }
}

/// An object inside a document.
public struct JSONObjectView: Sendable {
    /// Number of members.
    public var count: Int { 0 }
    /// The member's value, nil where it is absent.
    public mutating func member(_ key: StaticString) -> JSONView? { nil }
    /// The member's value, nil where it is absent.
    public func member(named key: String) -> JSONView? { nil }
    /// A member that must be there.
    public mutating func required<T: JSONDecodable>(_ key: StaticString) throws -> T { try T(json: JSONView()) }
    /// A member that may be absent.
    public mutating func optional<T: JSONDecodable>(_ key: StaticString) throws -> T? { nil }
    /// A member that must be there and may be null.
    public mutating func requiredOrNull<T: JSONDecodable>(_ key: StaticString) throws -> T? { nil }
    /// All members but the named.
    public func additional<T: JSONDecodable>(except known: [StaticString] = []) throws -> [String: T] { [:] }
}

/// An array inside a document.
public struct JSONArrayView: Sendable, Sequence {
    /// Number of elements.
    public var count: Int { 0 }
    /// Iterates over the elements.
    public func makeIterator() -> AnyIterator<JSONView> { AnyIterator { nil } }
}

/// A type that is read from JSON.
public protocol JSONDecodable {
    /// Reads the value.
    init(json: JSONView) throws
    /// Whether the type takes `null` as a value of its own.
    static var decodesNull: Bool { get }
}
extension JSONDecodable {
    /// No.
    public static var decodesNull: Bool { false }
}

/// A type that is written as JSON.
public protocol JSONEncodable {
    /// Writes the value.
    func write(to json: inout JSONWriter)
}

/// A generated model.
public protocol JSONCodable: JSONDecodable, JSONEncodable, Validatable, Codable, Sendable {}
extension JSONCodable {
    /// By way of JSONValue.
    public init(from decoder: any Decoder) throws { try self.init(json: JSONView()) }
    /// By way of JSONValue.
    public func encode(to encoder: any Encoder) throws {}
}

/// Writes JSON.
public struct JSONWriter: Sendable {
    /// An empty writer.
    public init() {}
    /// The text of one value.
    public static func bytes<T: JSONEncodable>(_ value: T) throws(JSONError) -> [UInt8] { [] }
    /// Opens an object.
    public mutating func beginObject() {}
    /// Closes an object.
    public mutating func endObject() {}
    /// Opens an array.
    public mutating func beginArray() {}
    /// Closes an array.
    public mutating func endArray() {}
    /// Writes a member; nil leaves it out.
    public mutating func write<T: JSONEncodable>(_ key: StaticString, _ value: T?) {}
    /// Writes a member; nil is null.
    public mutating func writeOrNull<T: JSONEncodable>(_ key: StaticString, _ value: T?) {}
    /// Writes members, in order of their keys.
    public mutating func writeAdditional<T: JSONEncodable>(_ members: [String: T]?) {}
    /// Writes the key of the next value.
    public mutating func writeKey(_ key: String) {}
    /// Writes a value.
    public mutating func write<T: JSONEncodable>(_ value: T) {}
    /// Writes null.
    public mutating func writeNull() {}
    /// The text.
    public consuming func finish() throws(JSONError) -> [UInt8] { [] }
}

/// A number as its JSON text.
public struct JSONNumber: Hashable, Sendable {
    /// The text.
    public let text: String
}

/// A free-form value.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])
}

/// A value that may be null.
public enum Nullable<Wrapped> {
    /// JSON null.
    case null
    /// A value.
    case value(Wrapped)
    /// From an optional.
    public init(_ value: Wrapped?) { self = value.map(Self.value) ?? .null }
    /// The value, nil for null.
    public var value: Wrapped? { if case .value(let value) = self { value } else { nil } }
}
extension Nullable: Sendable where Wrapped: Sendable {}
extension Nullable: Equatable where Wrapped: Equatable {}
extension Nullable: Hashable where Wrapped: Hashable {}

/// An open set of values.
public protocol OpenEnum: RawRepresentable, CaseIterable, JSONCodable, Hashable
where RawValue: JSONDecodable & JSONEncodable & Codable & Hashable & Sendable, AllCases == [Self] {
    /// Any value.
    init(rawValue: RawValue)
}
extension OpenEnum {
    /// Whether the description names the value.
    public var isKnown: Bool { Self.allCases.contains(self) }
    /// Reads the raw value.
    public init(json: JSONView) throws { self.init(rawValue: try RawValue(json: json)) }
    /// Writes the raw value.
    public func write(to json: inout JSONWriter) { rawValue.write(to: &json) }
    /// Reads the raw value.
    public init(from decoder: any Decoder) throws { self.init(rawValue: try RawValue(from: decoder)) }
    /// Writes the raw value.
    public func encode(to encoder: any Encoder) throws { try rawValue.encode(to: encoder) }
}

/// A day of the calendar, without a time.
public struct CalendarDate: Hashable, Sendable, Comparable, LosslessStringConvertible {
    /// The year.
    public let year: Int
    /// The month, from 1.
    public let month: Int
    /// The day, from 1.
    public let day: Int
    /// Nil where there is no such day.
    public init?(year: Int, month: Int, day: Int) { nil }
    /// Reads `2024-02-29`.
    public init?(_ description: String) { nil }
    /// As in `2024-02-29`.
    public var description: String { "" }
    /// By time.
    public static func < (left: Self, right: Self) -> Bool { false }
}

/// Text of RFC 3339's date-time.
public enum DateTime {
    /// Nil where the text is no date-time.
    public static func date(_ text: String) -> Date? { nil }
    /// In UTC; nil where the year is not of four digits.
    public static func text(_ date: Date) -> String? { nil }
}

extension String: JSONDecodable, JSONEncodable {
    /// Reads a value.
    public init(json: JSONView) throws { self = "" }
    /// Writes a value.
    public func write(to json: inout JSONWriter) {}
}
extension Bool: JSONDecodable, JSONEncodable {
    /// Reads a value.
    public init(json: JSONView) throws { self = false }
    /// Writes a value.
    public func write(to json: inout JSONWriter) {}
}
extension Int: JSONDecodable, JSONEncodable {
    /// Reads a value.
    public init(json: JSONView) throws { self = 0 }
    /// Writes a value.
    public func write(to json: inout JSONWriter) {}
}
extension Int32: JSONDecodable, JSONEncodable {
    /// Reads a value.
    public init(json: JSONView) throws { self = 0 }
    /// Writes a value.
    public func write(to json: inout JSONWriter) {}
}
extension Int64: JSONDecodable, JSONEncodable {
    /// Reads a value.
    public init(json: JSONView) throws { self = 0 }
    /// Writes a value.
    public func write(to json: inout JSONWriter) {}
}
extension Float: JSONDecodable, JSONEncodable {
    /// Reads a value.
    public init(json: JSONView) throws { self = 0 }
    /// Writes a value.
    public func write(to json: inout JSONWriter) {}
}
extension Double: JSONDecodable, JSONEncodable {
    /// Reads a value.
    public init(json: JSONView) throws { self = 0 }
    /// Writes a value.
    public func write(to json: inout JSONWriter) {}
}
extension Data: JSONDecodable, JSONEncodable {
    /// Reads a value.
    public init(json: JSONView) throws { self = Data() }
    /// Writes a value.
    public func write(to json: inout JSONWriter) {}
}
extension Date: JSONDecodable, JSONEncodable {
    /// Reads a value.
    public init(json: JSONView) throws { self = Date() }
    /// Writes a value.
    public func write(to json: inout JSONWriter) {}
}
extension UUID: JSONDecodable, JSONEncodable {
    /// Reads a value.
    public init(json: JSONView) throws { self = UUID() }
    /// Writes a value.
    public func write(to json: inout JSONWriter) {}
}
extension URL: JSONDecodable, JSONEncodable {
    /// Reads a value.
    public init(json: JSONView) throws { self = URL(filePath: "/") }
    /// Writes a value.
    public func write(to json: inout JSONWriter) {}
}
extension JSONValue: JSONCodable {
    /// Reads a value.
    public init(json: JSONView) throws { self = .null }
    /// Writes a value.
    public func write(to json: inout JSONWriter) {}
}
extension CalendarDate: JSONCodable {
    /// Reads a value.
    public init(json: JSONView) throws { throw json.error("") }
    /// Writes a value.
    public func write(to json: inout JSONWriter) {}
}
extension Array: JSONDecodable where Element: JSONDecodable {
    /// Reads a value.
    public init(json: JSONView) throws { self = [] }
}
extension Array: JSONEncodable where Element: JSONEncodable {
    /// Writes a value.
    public func write(to json: inout JSONWriter) {}
}
extension Array: Validatable where Element: Validatable {
    /// Each element.
    public func validate(_ check: inout Validator) {}
}
extension Dictionary: JSONDecodable where Key == String, Value: JSONDecodable {
    /// Reads a value.
    public init(json: JSONView) throws { self = [:] }
}
extension Dictionary: JSONEncodable where Key == String, Value: JSONEncodable {
    /// Writes a value.
    public func write(to json: inout JSONWriter) {}
}
extension Dictionary: Validatable where Key == String, Value: Validatable {
    /// Each value.
    public func validate(_ check: inout Validator) {}
}
extension Nullable: JSONDecodable where Wrapped: JSONDecodable {
    /// Reads a value.
    public init(json: JSONView) throws { self = .null }
    /// Yes.
    public static var decodesNull: Bool { true }
}
extension Nullable: JSONEncodable where Wrapped: JSONEncodable {
    /// Writes a value.
    public func write(to json: inout JSONWriter) {}
}
extension Nullable: Validatable where Wrapped: Validatable {
    /// The value.
    public func validate(_ check: inout Validator) {}
}
