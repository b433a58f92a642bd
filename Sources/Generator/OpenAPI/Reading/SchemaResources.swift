import SchemaSyntax
import YAMLDocument

/// A schema with an address of its own, and all schemas in it that have none (JSON Schema Core, section 4.3.5). A file is one.
///
/// A class, because every schema and every reference asks for its own.
final class SchemaResource {
    /// Its place in `Description.resources`.
    fileprivate(set) var number: Int
    let address: URIReference
    let place: DescriptionReader.Place
    fileprivate(set) var anchors: [String: DescriptionReader.Place] = [:]
    /// Where references in it led that name a place in it: most are there many times.
    var targets: [String: DescriptionReader.Place] = [:]

    fileprivate init(number: Int, address: URIReference, place: DescriptionReader.Place) {
        self.number = number
        self.address = address
        self.place = place
    }
}

/// What `$id`, `$anchor` and `$dynamicAnchor` name in a file.
final class SchemaResources {
    /// The file itself is the first.
    fileprivate(set) var all: [SchemaResource]
    /// Of mappings and texts in a resource that is not the file.
    fileprivate(set) var resourceOf: [Int: Int] = [:]

    fileprivate init(of file: SchemaResource) { all = [file] }

    subscript(_ index: Int) -> SchemaResource { all[index] }

    fileprivate func index(around node: YAMLNode) -> Int { resourceOf[node.id] ?? 0 }
}

extension DescriptionReader {
    /// The number of the resource that a schema is part of.
    func resource(of node: YAMLNode) -> Int {
        let resources = resources(of: node)
        return resources.all[resources.index(around: node)].number
    }

    func resource(around node: YAMLNode) -> SchemaResource {
        let resources = resources(of: node)
        return resources[resources.index(around: node)]
    }

    /// The resource that a reference names by its address; nil where it is for files to say.
    func resource(named text: String, from base: SchemaResource) -> SchemaResource? {
        // Most references are to the same file, and need not be taken apart.
        if text.utf8.first == UInt8(ascii: "#") { return base }
        let address = URIReference(text).resolved(against: base.address).address
        return address == base.address.address ? base : resourceAt[address]
    }

    /// The resources of the file that a node stands in; found once.
    func resources(of node: YAMLNode) -> SchemaResources {
        let file = node.file
        if let known = resourcesOfFile[ObjectIdentifier(file)] { return known }
        guard let root = tree.root(at: file.path) else { return SchemaResources(of: whole(node)) }
        let survey = SchemaResources(of: whole(root))
        resourcesOfFile[ObjectIdentifier(file)] = survey
        // Most files have none of these keywords, and need not be searched for schemas that have.
        guard ["$id", "$anchor", "$dynamicAnchor"].contains(where: root.isInDocument) else { return survey }
        var dynamic: [(resource: Int, name: String, place: Place)] = []
        find(survey[0].place, survey, &dynamic)
        for resource in survey.all.dropFirst() where resourceAt[resource.address.address] == nil {
            resourceAt[resource.address.address] = resource
        }
        for (resource, name, place) in dynamic { result.resources[survey[resource].number][name] = readSchema(place) }
        return survey
    }

    private func whole(_ root: YAMLNode) -> SchemaResource {
        let place = Place(node: root, location: Location(mark: root.mark, pointer: ""))
        return SchemaResource(number: 0, address: URIReference(root.mark.file.path), place: place)
    }

    private func find(_ root: Place, _ survey: SchemaResources, _ dynamic: inout [(resource: Int, name: String, place: Place)]) {
        // The keys of a map of schemas are no keywords.
        var pending = [(place: root, resource: 0, isMap: false)]
        while let (place, enclosing, isMap) = pending.popLast() {
            var resource = enclosing
            if place.node.kind == .mapping, !isMap { name(place, &resource, survey, &dynamic) }
            if resource != 0 { survey.resourceOf[place.node.id] = resource }
            for (key, child) in children(of: place) where isMap || !Self.values.contains(key) {
                pending.append((child, resource, !isMap && Self.maps.contains(key)))
            }
        }
    }

    private func children(of place: Place) -> [(key: String, place: Place)] {
        switch place.node.kind {
        case .mapping: entries(of: place)
        case .sequence:
            place.node.elements.enumerated().map { ("", Place(node: $1, location: place.location.child($0, $1.mark))) }
        default: []
        }
    }

    private func name(
        _ place: Place, _ resource: inout Int, _ survey: SchemaResources,
        _ dynamic: inout [(resource: Int, name: String, place: Place)]
    ) {
        if let id = place.node["$id"]?.string {
            if id.hasPrefix("#") {
                // Until draft 7 an `$id` of this form was what `$anchor` is.
                survey.all[resource].anchors[String(id.dropFirst())] = place
            } else {
                let address = URIReference(id).resolved(against: survey[resource].address)
                resource = survey.all.count
                survey.all.append(SchemaResource(number: result.resources.count, address: address, place: place))
                result.resources.append([:])
            }
        }
        if let anchor = place.node["$anchor"]?.string { survey.all[resource].anchors[anchor] = place }
        if let anchor = place.node["$dynamicAnchor"]?.string {
            // A file is a resource of its own only where that makes a difference.
            if resource == 0, survey[0].number == 0 {
                survey.all[0].number = result.resources.count
                result.resources.append([:])
            }
            survey.all[resource].anchors[anchor] = place
            dynamic.append((resource, anchor, place))
        }
    }

    /// Keywords with values that are no schemas, and such with a map of schemas.
    private static let values: Set<String> = ["enum", "const", "default", "example", "examples"]
    private static let maps: Set<String> = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "schemas"]
}
