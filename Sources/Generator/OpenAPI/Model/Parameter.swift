package import YAMLDocument

/// OpenAPI 3.2, section "Parameter Object".
package struct Parameter: Sendable {
    package enum Place: String, Sendable, CaseIterable {
        case path, query, header, cookie, querystring
    }

    package enum Style: String, Sendable, CaseIterable {
        case matrix, label, simple, form, spaceDelimited, pipeDelimited, deepObject, cookie
    }

    package var location: Location
    package var name: String
    package var place: Place
    package var isRequired = false
    package var isDeprecated = false
    package var description: String?
    /// nil: the default of its place.
    package var style: Style?
    package var styleMark: Mark?
    package var explode: Bool?
    package var explodeMark: Mark?
    package var allowReserved = false
    package var allowReservedMark: Mark?
    package var allowEmptyValue = false
    package var schema: SchemaID?
    package var content: [MediaType] = []
    /// Only a place in the path says that it is there.
    package var isImplied = false

    package init(location: Location, name: String, place: Place) {
        self.location = location
        self.name = name
        self.place = place
    }

    /// What makes it the same parameter as another; names of header fields have no case (RFC 9110, section 5.1).
    package var identity: String {
        "\(place.rawValue) \(place == .header ? name.lowercased() : name)"
    }
}
