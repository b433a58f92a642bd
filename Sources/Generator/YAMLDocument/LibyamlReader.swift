import CYAML

/// Reads a text as YAML, with libyaml's events, into a tree.
struct LibyamlReader {
    private let file: SourceFile
    private let standIns: StandIns?
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let event: UnsafeMutablePointer<yaml_event_t>
    private var builder: TreeBuilder

    /// The text must be valid UTF-8 without NUL.
    static func read(_ file: SourceFile, limits: YAMLDocument.Limits, hasLegacyLineBreaks: Bool) throws(YAMLError) -> NodeTree {
        try refuseManyDirectives(in: file)
        if hasLegacyLineBreaks { return try readWithStandIns(file, limits: limits) }
        do {
            return try read(file, limits: limits, standIns: nil)
        } catch {
            guard error.code == LibyamlProblem.escapeCode, let standIns = StandIns(file.bytes), !standIns.isEmpty else { throw error }
            return try read(file, limits: limits, standIns: standIns)
        }
    }

    private static func readWithStandIns(_ file: SourceFile, limits: YAMLDocument.Limits) throws(YAMLError) -> NodeTree {
        guard let standIns = StandIns(file.bytes) else {
            let message = "The file holds U+0085, U+2028 or U+2029 and every private-use character besides; remove some."
            throw YAMLError(code: "yaml-encoding", message: message, mark: Mark(file: file, line: 1, column: 1))
        }
        return try read(file, limits: limits, standIns: standIns)
    }

    private static func read(_ file: SourceFile, limits: YAMLDocument.Limits, standIns: StandIns?) throws(YAMLError) -> NodeTree {
        // On the heap, because the parser keeps a pointer to itself.
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else {
            throw YAMLError(code: "yaml-memory", message: "There is no memory left.", mark: Mark(file: file, line: 1, column: 1))
        }
        defer { yaml_parser_delete(parser) }
        let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
        defer { event.deallocate() }

        let bytes = standIns?.text ?? file.bytes
        let arena = try bytes.withUnsafeBufferPointer { (text) throws(YAMLError) -> NodeArena in
            yaml_parser_set_input_string(parser, text.baseAddress, text.count)
            yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            let builder = TreeBuilder(file: file, limits: limits)
            var reader = LibyamlReader(file: file, standIns: standIns, parser: parser, event: event, builder: builder)
            try reader.readDocument()
            return reader.builder.arena
        }
        return NodeTree(arena: arena, file: file)
    }

    /// libyaml compares each %TAG directive with all others, so that a file of nothing else would take hours.
    private static func refuseManyDirectives(in file: SourceFile) throws(YAMLError) {
        var directives = 0
        var lineStart = 0
        while lineStart < file.bytes.count {
            switch file.bytes[lineStart] {
            case UInt8(ascii: "%"): directives += 1
            case UInt8(ascii: "#"), UInt8(ascii: " "), 0x0A, 0x0D: break
            default: return
            }
            guard directives <= 16 else {
                let message = "The file begins with more than 16 directives (`%`); a description needs none."
                throw YAMLError(code: "yaml-directive", message: message, mark: file.mark(atByte: lineStart))
            }
            let rest = file.bytes[lineStart...]
            lineStart = (rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? rest.endIndex) + 1
        }
    }

    // MARK: Events

    private mutating func readDocument() throws(YAMLError) {
        while true {
            guard yaml_parser_parse(parser, event) == 1 else { throw problem }
            defer { yaml_event_delete(event) }
            switch event.pointee.type {
            case YAML_SCALAR_EVENT: try readScalar(event.pointee.data.scalar)
            case YAML_MAPPING_START_EVENT: try beginMapping(event.pointee.data.mapping_start)
            case YAML_SEQUENCE_START_EVENT: try beginSequence(event.pointee.data.sequence_start)
            case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: try builder.end()
            case YAML_ALIAS_EVENT: try builder.addAlias(String(cString: event.pointee.data.alias.anchor), at: place)
            case YAML_DOCUMENT_END_EVENT:
                if isMissing { throw empty }
                return try expectEndOfStream()
            case YAML_STREAM_END_EVENT: throw empty
            default: break
            }
        }
    }

    /// Looks at tokens, not at events: an event would process the directives of a document that is not wanted.
    private func expectEndOfStream() throws(YAMLError) {
        var token = yaml_token_t()
        while true {
            guard yaml_parser_scan(parser, &token) == 1 else { throw problem }
            defer { yaml_token_delete(&token) }
            let mark = builder.mark(Place(token.start_mark))
            switch token.type {
            case YAML_STREAM_END_TOKEN: return
            case YAML_DOCUMENT_END_TOKEN: break
            case YAML_DOCUMENT_START_TOKEN, YAML_VERSION_DIRECTIVE_TOKEN, YAML_TAG_DIRECTIVE_TOKEN:
                let message = "A second document begins here; a file of a description holds one."
                throw YAMLError(code: "yaml-multiple-documents", message: message, mark: mark)
            default:
                let message = "There is text behind the end of the document; found \(file.describeCharacter(at: mark))."
                throw YAMLError(code: LibyamlProblem.syntaxCode, message: message, mark: mark)
            }
        }
    }

    private mutating func readScalar(_ scalar: yaml_event_scalar) throws(YAMLError) {
        let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        let kind = try kind(of: scalar, text: text)
        let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
        let isMergeKey = isPlain && text.count == 2 && scalar.tag == nil && text[0] == UInt8(ascii: "<") && text[1] == UInt8(ascii: "<")
        let (start, count) = builder.addDecodedText { decoded in
            if let standIns {
                standIns.restore(text, inDoubleQuotes: scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE, into: &decoded)
            } else {
                decoded.append(contentsOf: text)
            }
        }
        let place = text.isEmpty ? placeOfNothing : place
        let record = NodeRecord(kind: kind, at: place, start: start, count: count, isMergeKey: isMergeKey)
        builder.addScalar(record, anchor: scalar.anchor.map { String(cString: $0) })
    }

    private func kind(of scalar: yaml_event_scalar, text: UnsafeBufferPointer<UInt8>) throws(YAMLError) -> YAMLNode.Kind {
        if let tag = scalar.tag {
            let tag = String(cString: tag)
            // The non-specific tag makes a string (YAML 1.2, 6.9.1).
            guard tag != "!" else { return .string }
            guard let coreTag = CoreTag(tag) else { throw unknownTag(tag) }
            guard let kind = coreTag.kind(of: text) else { throw mismatch(coreTag, quoted(String(decoding: text, as: UTF8.self))) }
            return kind
        }
        guard scalar.style == YAML_PLAIN_SCALAR_STYLE else { return .string }
        return CoreSchema.kind(of: text)
    }

    private mutating func beginMapping(_ start: yaml_event_mapping_start) throws(YAMLError) {
        try checkTag(start.tag, is: .map)
        try builder.begin(.mapping, at: place, anchor: start.anchor.map { String(cString: $0) })
    }

    private mutating func beginSequence(_ start: yaml_event_sequence_start) throws(YAMLError) {
        try checkTag(start.tag, is: .seq)
        try builder.begin(.sequence, at: place, anchor: start.anchor.map { String(cString: $0) })
    }

    private func checkTag(_ tag: UnsafeMutablePointer<yaml_char_t>?, is expected: CoreTag) throws(YAMLError) {
        guard let tag = tag.map({ String(cString: $0) }), tag != "!" else { return }
        guard let coreTag = CoreTag(tag) else { throw unknownTag(tag) }
        guard coreTag == expected else { throw mismatch(coreTag, expected == .map ? "a mapping" : "a list") }
    }

    // MARK: Places and errors

    private var place: Place { Place(event.pointee.start_mark) }

    /// libyaml puts a value that is missing at the end on a line behind the last.
    private lazy var end = Place(line: UInt32(file.end.line), column: UInt32(file.end.column))
    private var placeOfNothing: Place {
        mutating get {
            // To find the end takes a look at every byte, so not before libyaml is there: it looks four characters ahead at most.
            parser.pointee.eof != 0 && parser.pointee.unread <= 4 && place.line > end.line ? end : place
        }
    }

    /// Whether all there is is a value that is not there.
    private var isMissing: Bool {
        builder.arena.records.count == 1 && builder.arena.records[0].kind == .null && builder.arena.records[0].count == 0
    }

    private var problem: YAMLError {
        LibyamlProblem(parser.pointee, file: file, text: standIns?.text ?? file.bytes).error
    }

    private var empty: YAMLError {
        let message = file.bytes.isEmpty ? "The file is empty." : "The file holds no value, only white space, comments or document marks."
        return YAMLError(code: "yaml-empty", message: message, mark: Mark(file: file, line: 1, column: 1))
    }

    private func unknownTag(_ tag: String) -> YAMLError {
        let message = "The tag \(quoted(Self.shortTag(tag))) has no meaning in a description; remove it."
        return YAMLError(code: "yaml-tag", message: message, mark: builder.mark(place))
    }

    private func mismatch(_ tag: CoreTag, _ value: String) -> YAMLError {
        let message = "The tag `!!\(tag.rawValue)` does not fit \(value); remove the tag or correct the value."
        return YAMLError(code: "yaml-tag", message: message, mark: builder.mark(place))
    }

    private static func shortTag(_ tag: String) -> String {
        tag.hasPrefix(CoreTag.prefix) ? "!!" + tag.dropFirst(CoreTag.prefix.count) : tag
    }
}

// The C structs in the union of events have no names of their own.
private typealias yaml_event_scalar = yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar
private typealias yaml_event_mapping_start = yaml_event_s.__Unnamed_union_data.__Unnamed_struct_mapping_start
private typealias yaml_event_sequence_start = yaml_event_s.__Unnamed_union_data.__Unnamed_struct_sequence_start

extension Place {
    /// libyaml counts lines and columns from 0.
    init(_ mark: yaml_mark_t) {
        self.init(line: UInt32(mark.line + 1), column: UInt32(mark.column + 1))
    }
}
