/// What a description uses, counted as it is read, for those who ask.
package struct Census: Sendable {
    /// The version as it is written.
    package var version = ""
    /// In the order in which they were read.
    package var files: [String] = []
    /// How often each keyword stands in a schema.
    package var keywords: [String: Int] = [:]
    /// Each security scheme with its type and what else tells it from others.
    package var securitySchemes: [String] = []
    package var webhooks: [String] = []

    package init() {}
}
