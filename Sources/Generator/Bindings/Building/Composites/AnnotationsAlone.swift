import OpenAPI

extension OpenAPI.Schema {
    /// The same place, name and words without any rule: what is left where the rules go to alternatives.
    var annotationsAlone: OpenAPI.Schema {
        var result = OpenAPI.Schema(location: location)
        result.componentName = componentName
        result.title = title
        result.description = description
        result.isDeprecated = isDeprecated
        result.isReadOnly = isReadOnly
        result.isWriteOnly = isWriteOnly
        result.defaultValue = defaultValue
        result.extensions = extensions
        result.resource = resource
        return result
    }
}
