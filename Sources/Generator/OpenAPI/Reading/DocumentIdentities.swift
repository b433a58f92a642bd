import YAMLDocument

/// What documents say they are: `$self` (OpenAPI 3.2, "Establishing the Base URI"). References in such a document are relative
/// to that address, wherever the file lies.
struct DocumentIdentities {
    private var addresses: [String: String] = [:]
    private var paths: [String: String] = [:]
    /// The address of the first document without its last part: what lies below it, lies below the first document's folder.
    private var root: Substring?

    mutating func add(_ document: YAMLNode, at path: String) {
        defer { if root == nil { root = "" } }
        guard document.kind == .mapping, let version = document["openapi"]?.text, version.hasPrefix("3.2"),
            let address = document["$self"]?.string, let end = address.lastIndex(of: "/")
        else { return }
        addresses[path] = address
        paths[address] = path
        if root == nil { root = address[...end] }
    }

    /// The file that is meant; nil where addresses do not say.
    func path(of reference: String, from base: String, in folder: SourcePath.Folder, isThere: (String) -> Bool) -> String? {
        guard !addresses.isEmpty, let address = resolved(reference, from: base) else { return nil }
        if let known = paths[address] { return known }
        guard let root, !root.isEmpty, address.hasPrefix(root) else { return nil }
        guard let path = folder.path(below: String(address.dropFirst(root.count))) else { return nil }
        // Addresses often lack what a file's name ends with.
        return ["", ".yaml", ".yml", ".json"].map { path + $0 }.first(where: isThere)
    }

    /// RFC 3986, section 5.2.
    private func resolved(_ reference: String, from base: String) -> String? {
        if SourcePath.scheme(of: reference) != nil { return reference }
        guard let own = addresses[base] else { return nil }
        let authority = self.authority(of: own)
        if reference.hasPrefix("/") { return authority + reference }
        let parts = SourcePath.joined(SourcePath.folder(of: String(own.dropFirst(authority.count))), reference)
        return parts.first == ".." ? nil : authority + "/" + parts.joined(separator: "/")
    }

    private func authority(of address: String) -> String {
        guard let start = address.firstRange(of: "://")?.upperBound else { return "" }
        return String(address[..<(address[start...].firstIndex(of: "/") ?? address.endIndex)])
    }
}
