/// A function that gives the URL of a server of the description.
package struct ServerFunction: Sendable {
    package struct Variable: Sendable {
        package var name: SwiftName
        package var key: String
        package var defaultValue: String
        /// The values that there are; empty where any will do.
        package var values: [String]
        package var documentation: Documentation
    }

    package var name: SwiftName
    package var documentation: Documentation
    package var template: String
    /// Whether the template is relative to where the description was found.
    package var isRelative: Bool
    package var variables: [Variable]
}
