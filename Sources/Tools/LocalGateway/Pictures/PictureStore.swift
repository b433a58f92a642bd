import Foundation

/// The newest pictures, for callers who asked for URLs.
actor PictureStore {
    private let limit: Int
    private var files: [String: Data] = [:]
    private var names: [String] = []

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// Keeps a picture and says under which URL the caller of `authority` gets it.
    func keep(_ file: Data, for authority: String) -> String {
        let name = RandomName.make() + ".png"
        files[name] = file
        names.append(name)
        if names.count > limit { files[names.removeFirst()] = nil }
        return "http://\(authority)/pictures/\(name)"
    }

    func file(_ name: String) -> Data? { files[name] }
}
