/// Text arithmetic on paths with `/`; nothing here touches a disk.
enum SourcePath {
    /// The folder of a description, as it was given: what stands before a file's name is never rewritten, because `..` behind a
    /// link leads elsewhere.
    struct Folder {
        private let prefix: String

        init(of entry: String) {
            prefix = entry.lastIndex(of: "/").map { String(entry[...$0]) } ?? ""
        }

        /// Where `reference` leads from the file `base`; nil where it leads above the root of the file system.
        func path(of reference: String, from base: String) -> (text: String, isOutside: Bool)? {
            if reference.hasPrefix("/") { return (reference, true) }
            guard base.hasPrefix(prefix) else {
                // A file that an absolute path led to.
                let parts = SourcePath.joined(SourcePath.folder(of: base), reference)
                return parts.first == ".." ? nil : ("/" + parts.joined(separator: "/"), true)
            }
            let parts = withoutDetour(SourcePath.joined(SourcePath.folder(of: String(base.dropFirst(prefix.count))), reference))
            return (prefix + parts.joined(separator: "/"), parts.first == "..")
        }

        /// nil where it is not below the folder.
        func path(below relative: String) -> String? {
            let parts = SourcePath.joined("", relative)
            return parts.first == ".." ? nil : prefix + parts.joined(separator: "/")
        }

        /// A path below the folder, for messages and for names of things in other files.
        func relative(_ path: String) -> String {
            path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
        }

        /// `../api/a.yaml` in the folder `api` is `a.yaml`: a file has one path, or it would be read twice.
        private func withoutDetour(_ parts: [Substring]) -> [Substring] {
            let steps = parts.prefix { $0 == ".." }.count
            let own = SourcePath.components(prefix).suffix(steps)
            guard steps > 0, own.count == steps, !own.contains(".."), !own.contains("."), parts.dropFirst(steps).starts(with: own) else {
                return parts
            }
            return Array(parts.dropFirst(2 * steps))
        }
    }

    /// How a file is referred to from another, empty for itself.
    static func relative(_ path: String, to base: String) -> String {
        guard path != base else { return "" }
        let (target, folder) = (components(path), components(Self.folder(of: base)))
        let common = zip(target.dropLast(), folder).prefix { $0 == $1 }.count
        return (repeatElement("..", count: folder.count - common) + target.dropFirst(common)).joined(separator: "/")
    }

    static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    /// By bytes, which takes a tenth of the time that characters do.
    static func components(_ path: String) -> [Substring] {
        path.utf8.split(separator: UInt8(ascii: "/")).map(Substring.init)
    }

    /// The parts of a path behind a folder; `..` that lead out of the folder stay at the beginning.
    static func joined(_ folder: String, _ reference: String) -> [Substring] {
        var parts: [Substring] = []
        for part in components(folder) + components(reference) {
            switch part {
            case ".": continue
            case ".." where parts.last.map { $0 != ".." } ?? false: parts.removeLast()
            default: parts.append(part)
            }
        }
        return parts
    }

    /// RFC 3986, section 3.1: letters, digits, `+`, `-`, `.`, then a colon.
    static func scheme(of reference: String) -> Substring? {
        if reference.hasPrefix("//") { return "http" }
        guard let colon = reference.firstIndex(of: ":"), colon != reference.startIndex else { return nil }
        let scheme = reference[..<colon]
        let isScheme = scheme.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "+" || $0 == "-" || $0 == ".")
        }
        return isScheme ? scheme : nil
    }
}
