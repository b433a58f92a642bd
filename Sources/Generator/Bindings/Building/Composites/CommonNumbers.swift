import OpenAPI

/// Types that hold every number that is allowed.
extension ModuleBuilder {
    /// One type for numbers of several formats; nil where none holds the numbers of each, as of `int64` and `uint64`.
    func commonNumber(_ shapes: [SchemaShape]) -> SchemaShape? {
        let formats = Set(shapes.map(numberFormat))
        let common = formats.count == 1 ? formats.first ?? nil : nil
        guard shapes.allSatisfy(isWhole) else { return .number(format: common) }
        if formats.count == 1 { return .integer(format: common) }
        let types = Set(formats.map(SwiftType.integer))
        if types.contains(.uint64) { return shapes.allSatisfy(isNeverNegative) ? .integer(format: "uint64") : nil }
        return .integer(format: types.contains(.int64) ? "int64" : nil)
    }

    private func isWhole(_ shape: SchemaShape) -> Bool {
        guard case .number(let format) = shape else { return true }
        return [.int, .int32, .int64, .uint64].contains(SwiftType.number(format))
    }

    private func isNeverNegative(_ shape: SchemaShape) -> Bool {
        switch shape {
        case .enumeration(let values): values.allSatisfy { if case .number(let text) = $0 { !text.hasPrefix("-") } else { false } }
        default: ["uint8", "uint16", "uint32", "uint64"].contains(numberFormat(shape))
        }
    }

    private func numberFormat(_ shape: SchemaShape) -> String? {
        switch shape {
        case .integer(let format), .number(let format): format
        default: nil
        }
    }

    /// A value that a schema allows and that the type of its format cannot hold, as 2.5 is none of `int32`.
    func valueBeyondFormat(_ schema: Schema) -> Value? {
        let type = SwiftType.number(schema.format)
        return (schema.constant.map { [$0] } ?? schema.enumeration ?? []).first { isBeyond(type, $0) }
    }

    /// The format of integers that may be larger than an `Int64` and never negative, where limits say so and no format does.
    func formatOfLimits(_ schema: Schema) -> String? {
        let (least, most) = limits(schema)
        guard let least, least >= 0 else { return nil }
        return max(least, most ?? 0) > Self.endOfInt64 && most ?? 0 <= Self.endOfUInt64 ? "uint64" : nil
    }

    /// Whether limits allow integers that their type cannot hold.
    func allowsMore(_ schema: Schema, than type: SwiftType) -> Bool {
        let (least, most) = limits(schema)
        return switch type {
        case .int, .int64: least ?? 0 < -Self.endOfInt64 || most ?? 0 > Self.endOfInt64
        case .uint64: most ?? 0 > Self.endOfUInt64
        default: false
        }
    }

    /// The least and the largest integer, as doubles: who writes `9223372036854776000`, as JavaScript does, means the end of `Int64`.
    private func limits(_ schema: Schema) -> (least: Double?, most: Double?) {
        let numbers = schema.numbers
        let value = { (number: OpenAPI.Number?, step: Double) in number.flatMap { Double($0.text) }.map { $0 + step } }
        let lower = [value(numbers.minimum, 0), value(numbers.exclusiveMinimum, 1)].compactMap { $0 }
        let upper = [value(numbers.maximum, 0), value(numbers.exclusiveMaximum, -1)].compactMap { $0 }
        return (lower.max(), upper.min())
    }

    private static let endOfInt64 = 9_223_372_036_854_775_808.0
    private static let endOfUInt64 = 2 * endOfInt64

    /// Whether a value is a number that a type of integers cannot hold.
    func isBeyond(_ type: SwiftType, _ value: Value) -> Bool {
        guard case .number(let text) = value else { return false }
        let number = Number(text: text)
        return switch type {
        case .int, .int64: number.integer(as: Int64.self) == nil
        case .int32: number.integer(as: Int32.self) == nil
        case .uint64: number.integer(as: UInt64.self) == nil
        default: false
        }
    }
}
