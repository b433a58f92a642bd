/// The Swift type of a value.
package indirect enum SwiftType: Hashable, Sendable {
    case string, boolean, int, int32, int64, uint64, float, double
    /// Bytes, as base64 in JSON.
    case data
    case date, calendarDate, uuid, url
    /// Whatever JSON can hold.
    case json
    /// A file of a multipart body.
    case file
    case array(SwiftType)
    case dictionary(SwiftType)
    case nullable(SwiftType)
    case named(TypeName)

    var isNamed: Bool {
        switch self {
        case .named: true
        case .nullable(let wrapped): wrapped.isNamed
        default: false
        }
    }
}

/// The name of a generated type, with the types around it.
package struct TypeName: Hashable, Sendable {
    /// Types inside which the first part of the name would mean another.
    struct Shadow: Hashable, Sendable {
        let module: SwiftName
        /// The outermost of the types around those places.
        let roots: Set<SwiftName>
    }

    package let path: [SwiftName]
    var shadow: Shadow?

    init(path: [SwiftName]) { self.path = path }

    /// The shadow follows from the path.
    package func hash(into hasher: inout Hasher) {
        for name in path { hasher.combine(name.text) }
    }

    /// The module that must be named where this name is used inside `scope`.
    package func qualifier(in scope: TypeName) -> SwiftName? {
        shadow.flatMap { $0.roots.contains(scope.path[0]) ? $0.module : nil }
    }

    package var last: SwiftName { path[path.count - 1] }

    func nested(_ name: SwiftName) -> TypeName { TypeName(path: path + [name]) }
}

/// A value that is printed as a Swift literal.
package enum Literal: Hashable, Sendable {
    case boolean(Bool)
    /// In JSON's spelling, which is Swift's.
    case number(String)
    case string(String)
    /// A static member of the value's own type.
    case member(SwiftName)
}
