#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The text of an error that the caller's own code throws: a token provider, a middleware, the sequence that a body is made of.
enum ForeignError {
    /// The text that an error has for people. One that has none would be printed with all that it holds, such as a key that nobody here
    /// knows of and could take out: of it, only the name.
    static func text(_ error: any Error) -> String {
        if let text = (error as? any LocalizedError)?.errorDescription { return text }
        if error is any CustomStringConvertible || error is any CustomDebugStringConvertible { return "\(error)" }
        // Those of systems, such as URLError, have a code in a domain; of others the domain is their own type.
        if error._domain != String(reflecting: type(of: error)) { return "\(type(of: error))(\(error._domain), code \(error._code))" }
        let mirror = Mirror(reflecting: error)
        guard let first = mirror.children.first else { return "\(error)" }
        let name = mirror.displayStyle == .enum ? first.label : nil
        return "\(name ?? "\(type(of: error))")(…)"
    }
}
