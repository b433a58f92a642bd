#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Which base64 properties of an answer, or of the events of a stream, go straight to files as they arrive, in constant memory:
/// ```swift
/// let folder = URL(filePath: "pictures")
/// let files = Base64Files("/data/*/b64_json") { folder.appending(path: "fox-\($0.number).png") }
/// let answer = try await gateway.generateImage(request, options: CallOptions(files: files))
/// ```
/// In the answer or event these properties are empty. A file is there when its answer or event has come whole, and not before: it is
/// written under another name beside its place, and renamed, in place of a file that is there already. Where the call fails before,
/// no file is left. The limits on answers and events (`answerByteLimit`, `eventByteLimit`) hold for what goes to files as well.
///
/// Choose names of your own: a pointer and the name of an event are texts of the server's, and may have a `/` or `..` in them.
///
/// Several files of one answer or event get their names one after the other; where one cannot, such as over a folder, those before it are
/// taken back, and what they had replaced is put back. A process that ends between two names leaves the first, and beside it a hidden
/// `.former` of what it replaced; one that ends while it writes leaves a hidden `.partial`.
public struct Base64Files: Sendable {
    /// A property that is about to be written.
    public struct Property: Hashable, Sendable {
        /// JSON Pointer (RFC 6901) of the property.
        public let pointer: String
        /// How many were found before it, in the answer or in all events of the stream.
        public let number: Int
        /// The name of the event, as far as it is known: nil in an answer, and where the event has none before its data.
        public let eventName: String?
    }

    /// Compared by identity: functions cannot be compared.
    private final class Choice: Sendable {
        let file: @Sendable (Property) -> URL?

        init(_ file: @escaping @Sendable (Property) -> URL?) {
            self.file = file
        }
    }

    /// The reference tokens of the path.
    let tokens: [String]
    private let choice: Choice

    /// Files for the properties at `path`, a JSON Pointer in which `*` stands for every element of an array or member of an object.
    /// `file` is asked for the place of each; one that it returns nil for is read as always.
    public init(_ path: String, _ file: @escaping @Sendable (Property) -> URL?) {
        tokens = JSONPointer.tokens(path)
        choice = Choice(file)
    }

    func file(for property: Property) -> URL? { choice.file(property) }
}

extension Base64Files: Hashable {
    /// Whether both are copies of one value.
    public static func == (left: Base64Files, right: Base64Files) -> Bool { left.choice === right.choice }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(choice)) }
}
