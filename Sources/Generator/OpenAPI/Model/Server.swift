/// OpenAPI 3.2, section "Server Object".
package struct Server: Sendable {
    package struct Variable: Sendable {
        package var name: String
        package var defaultValue: String
        package var enumeration: [String] = []
        package var description: String?
        package var location: Location
    }

    package var location: Location
    package var url: String
    package var name: String?
    package var description: String?
    package var variables: [Variable] = []
}
