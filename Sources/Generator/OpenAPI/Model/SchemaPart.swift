/// Some of the keywords of a schema as it stands in the description, to be checked by themselves.
package struct SchemaPart: Hashable, Sendable {
    package var schema: SchemaID
    package var keywords: SchemaKeywords

    package init(schema: SchemaID, keywords: SchemaKeywords) {
        self.schema = schema
        self.keywords = keywords
    }
}

/// Groups of keywords that are checked together.
package struct SchemaKeywords: OptionSet, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let references = SchemaKeywords(rawValue: 1)
    package static let types = SchemaKeywords(rawValue: 2)
    package static let enumeration = SchemaKeywords(rawValue: 4)
    package static let constant = SchemaKeywords(rawValue: 8)
    package static let numbers = SchemaKeywords(rawValue: 16)
    package static let strings = SchemaKeywords(rawValue: 32)
    package static let itemCounts = SchemaKeywords(rawValue: 64)
    /// `items`, whose meaning depends on `prefixItems`.
    package static let items = SchemaKeywords(rawValue: 128)
    package static let required = SchemaKeywords(rawValue: 256)
    package static let propertyCounts = SchemaKeywords(rawValue: 512)
    /// `additionalProperties` with the names that it leaves out.
    package static let additional = SchemaKeywords(rawValue: 1024)
    package static let properties = SchemaKeywords(rawValue: 2048)
    package static let alternatives = SchemaKeywords(rawValue: 4096)
    package static let assertions = SchemaKeywords(rawValue: 8192)
    /// Where it is not here, `assertions` are all but this one: types say what it says.
    package static let prefixItems = SchemaKeywords(rawValue: 16384)
    package static let all = SchemaKeywords(rawValue: 32767)
}
