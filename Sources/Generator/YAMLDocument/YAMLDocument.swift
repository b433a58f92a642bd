/// A YAML or JSON text as a tree of nodes, each with its place in the text.
///
/// Untrusted text is safe to give: time is linear in its size, memory a small multiple of it, and what aliases
/// stand for is bounded, so that whoever walks the tree needs no guard of their own against depth, cycles or bombs.
package struct YAMLDocument: Sendable {
    package let root: YAMLNode

    /// How many nodes are written out.
    package var nodeCount: Int { root.tree.arena.records.count }

    /// Bounds that no honest description comes near.
    package struct Limits: Sendable {
        /// Collections inside each other, with those that aliases stand for.
        package var depth = 512
        /// Nodes that a walk meets again through aliases, besides ten for each node that is written out.
        package var aliasedNodes = 100_000
        /// Bytes of the text in UTF-8. At most 1 GiB: offsets are kept in 32 bits.
        package var bytes = 1 << 30

        package init() {}
    }

    package init(parsing file: SourceFile, limits: Limits = Limits()) throws(YAMLError) {
        let hasLegacyLineBreaks = try Self.checkText(of: file, limits: limits)
        let tree =
            if JSONReader.looksLikeJSON(file.bytes) {
                try Self.readJSON(file, limits: limits, hasLegacyLineBreaks: hasLegacyLineBreaks)
            } else {
                try LibyamlReader.read(file, limits: limits, hasLegacyLineBreaks: hasLegacyLineBreaks)
            }
        // Readers make the root's record first.
        root = YAMLNode(tree: tree, number: 0)
    }

    /// Text that begins like JSON is read as strict JSON first, because libyaml refuses valid JSON that big
    /// descriptions hold: surrogate pairs (`\uD83D\uDE00`), keys over 1,024 characters, a colon on the line below its
    /// key, DEL. It is also several times faster. A file that is named `.json` must then be JSON: read as YAML, `tru`
    /// and a line end in quotes would silently mean something. Under another name, what is no JSON (comments, trailing
    /// commas, bare words) may be a YAML flow collection, which is libyaml's; where both refuse, the author meant the
    /// language that got further.
    private static func readJSON(
        _ file: SourceFile,
        limits: Limits,
        hasLegacyLineBreaks: Bool
    ) throws(YAMLError) -> NodeTree {
        let failure: YAMLError
        do {
            return try JSONReader.read(file, limits: limits)
        } catch {
            guard error.code == JSONReader.syntaxErrorCode, !file.path.hasSuffix(".json") else { throw error }
            failure = error
        }
        do {
            return try LibyamlReader.read(file, limits: limits, hasLegacyLineBreaks: hasLegacyLineBreaks)
        } catch {
            let isFurther = (error.mark.line, error.mark.column) > (failure.mark.line, failure.mark.column)
            throw isFurther ? error : failure
        }
    }

    /// Whether the text has U+0085, U+2028 or U+2029; throws if it is no text.
    private static func checkText(of file: SourceFile, limits: Limits) throws(YAMLError) -> Bool {
        if let fault = file.encodingFault {
            throw YAMLError(code: "yaml-encoding", message: fault.message, mark: file.end)
        }
        guard file.bytes.count <= min(limits.bytes, 1 << 30) else {
            let message = "The file has \(file.bytes.count) bytes; at most \(min(limits.bytes, 1 << 30)) are read."
            throw YAMLError(code: "yaml-size", message: message, mark: Mark(file: file, line: 1, column: 1))
        }
        let survey = file.bytes.withUnsafeBufferPointer { TextSurvey($0) }
        guard let offset = survey.faultOffset else { return survey.hasLegacyLineBreaks }
        let byte = String(file.bytes[offset], radix: 16, uppercase: true)
        let message =
            file.bytes.contains(0)
            ? "The file holds NUL bytes: it is binary, or UTF-16 without a byte order mark; a description is text in UTF-8."
            : "The byte 0x\(byte) is not valid UTF-8 here; save the file as UTF-8."
        throw YAMLError(code: "yaml-encoding", message: message, mark: file.mark(atByte: offset))
    }
}
