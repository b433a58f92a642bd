import CYAML

/// What libyaml objects to, in words for the author of a description.
///
/// libyaml says what its scanner was about to do ("while scanning a simple key, could not find expected ':'"); here
/// is what that usually means for the text. What is not listed is passed on as libyaml says it.
struct LibyamlProblem {
    static let syntaxCode = "yaml-syntax"
    static let escapeCode = "yaml-escape"

    private let file: SourceFile
    private let problem: String
    private let mark: Mark
    private let context: String
    private let contextMark: Mark
    private let distance: Int
    private let isMissingMemory: Bool

    /// The text is what libyaml was given; its lines and columns are the file's.
    init(_ parser: yaml_parser_t, file: SourceFile, text: [UInt8]) {
        self.file = file
        problem = parser.problem.map { String(cString: $0) } ?? ""
        context = parser.context.map { String(cString: $0) } ?? ""
        let end = file.end
        contextMark = Self.mark(parser.context_mark, in: file, end: end)
        distance = parser.problem_mark.index - parser.context_mark.index
        isMissingMemory = parser.error == YAML_MEMORY_ERROR
        if parser.error == YAML_READER_ERROR {
            let (line, column) = position(atByte: parser.problem_offset, in: text)
            mark = Mark(file: file, line: line, column: column)
        } else {
            mark = Self.mark(parser.problem_mark, in: file, end: end)
        }
    }

    var error: YAMLError {
        if isMissingMemory { return YAMLError(code: "yaml-memory", message: "There is no memory left.", mark: mark) }
        return scannerError ?? parserError ?? syntax("This is not YAML: \(context.isEmpty ? "" : context + ", ")\(problem).")
    }

    /// Errors of characters and tokens.
    private var scannerError: YAMLError? {
        switch problem {
        case "control characters are not allowed":
            let message = "The control character \(found) may not stand in YAML; write it as an escape in double quotes."
            return YAMLError(code: "yaml-encoding", message: message, mark: mark)
        case "found character that cannot start any token":
            if file.character(at: mark) == "\t" { return syntax("A tab may not indent a line in YAML; use spaces.") }
            return syntax("A value may not begin with \(found); put it in quotes.")
        case "could not find expected ':'" where distance > 1024:
            return syntax("A key may have at most 1,024 characters; write `? ` before a longer one.", at: contextMark)
        case "could not find expected ':'":
            return syntax("This is neither `key: value` nor part of the line above; a colon or quotes may be missing.", at: contextMark)
        case "mapping values are not allowed in this context" where mark.column > 1024:
            return syntax(
                "A `:` with a space after it may not stand here: a key has at most 1,024 characters, other text belongs in quotes.")
        case "mapping values are not allowed in this context":
            return syntax("A `:` with a space after it may not stand here; put text that holds one in quotes, or correct the indentation.")
        case "mapping keys are not allowed in this context":
            return syntax("A key may not stand here; begin it on a line of its own.")
        case "block sequence entries are not allowed in this context":
            return syntax("A list item `- ` may not stand here; begin it on a line of its own, or correct the indentation.")
        case "found unexpected end of stream":
            return syntax(
                "The file ends inside the quoted text that begins here; a quote is missing, or the file is cut off.", at: contextMark)
        case "found unexpected document indicator":
            return syntax("A line of quoted text may not begin with `---` or `...`; indent it.")
        case "found unknown escape character":
            return escape("There is no such escape in double quotes; write `\\\\` for a backslash, or use single quotes.")
        case "did not find expected hexdecimal number":
            return escape("The escapes `\\x`, `\\u` and `\\U` need 2, 4 and 8 hexadecimal digits.")
        case "found invalid Unicode character escape code":
            return escape("This escape names no character: half of a surrogate pair, or a number beyond U+10FFFF.")
        case "did not find expected alphabetic or numeric character":
            return syntax(
                "An anchor `&` or alias `*` needs a name of letters, digits, `-` and `_`; put the text in quotes if it is neither.")
        case "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            return syntax("A tab may not indent a line in YAML; use spaces.")
        case "found unexpected ':'":
            return syntax("A `:` right before a bracket, comma or `?` needs a space after it, or the text needs quotes.")
        case "found an indentation indicator equal to 0":
            return syntax("The digit after `|` or `>` is how far its text is indented, from 1 to 9.")
        case _ where context.hasSuffix("scanning a tag") || context == "while parsing a tag":
            return syntax("A value that begins with `!` is a tag in YAML, and this is not one; put text in quotes.", at: contextMark)
        case _ where context.hasSuffix("directive") && context != "while scanning a directive":
            return syntax("This directive is not complete; a description needs none, so remove the line.", at: contextMark)
        case "found unknown directive name":
            return syntax("There are only the directives %YAML and %TAG; remove this one.")
        case _ where context == "while scanning a directive":
            return syntax("A line that begins with `%` is a directive in YAML; indent it, or put the text in quotes.", at: contextMark)
        case "did not find expected comment or line break" where context == "while scanning a block scalar":
            return syntax("The text of a block scalar begins on the line below its `|` or `>`; found \(found).")
        default: return nil
        }
    }

    /// Errors of structure.
    private var parserError: YAMLError? {
        switch problem {
        case "did not find expected key", "did not find expected '-' indicator":
            let collection = problem.hasSuffix("key") ? "mapping" : "list"
            guard isAtLineStart else {
                let message = "Expected the end of the value, found \(found); put the whole value in quotes if this is part of it."
                return syntax(message, note: "the \(collection) around it begins here")
            }
            let message = "This line does not fit the \(collection) around it; correct its indentation."
            return syntax(message, note: "the \(collection) begins here")
        case "did not find expected ',' or ']'":
            return syntax("Expected `,` or `]`, found \(found).", note: "the list begins here")
        case "did not find expected ',' or '}'":
            return syntax("Expected `,` or `}`, found \(found).", note: "the mapping begins here")
        case "did not find expected node content":
            return syntax("Expected a value, found \(found).")
        case "did not find expected <document start>":
            return syntax("Expected the end of the file, or `---` after directives; found \(found).")
        case "found incompatible YAML document":
            return syntax("This version of YAML is not known; 1.1 and 1.2 are read.")
        case "found undefined tag handle":
            return YAMLError(code: "yaml-tag", message: "The tag here has a prefix that no %TAG line defines; remove it.", mark: mark)
        default: return nil
        }
    }

    /// Whether a mark is at the first character of a line, a closing bracket excepted: there indentation is not to blame.
    private var isAtLineStart: Bool {
        let before = file.line(mark.line).unicodeScalars.prefix(mark.column - 1)
        return before.allSatisfy { $0 == " " } && file.character(at: mark).map { !"]},".unicodeScalars.contains($0) } ?? true
    }

    private var found: String { file.describeCharacter(at: mark) }

    private func syntax(_ message: String, at place: Mark? = nil, note: String? = nil) -> YAMLError {
        YAMLError(code: Self.syntaxCode, message: message, mark: place ?? mark, notes: note.map { [($0, contextMark)] } ?? [])
    }

    private func escape(_ message: String) -> YAMLError {
        YAMLError(code: Self.escapeCode, message: message, mark: mark)
    }

    /// libyaml thinks of a line break at the end of every text; where there is none, its end is on a line too far.
    private static func mark(_ mark: yaml_mark_t, in file: SourceFile, end: Mark) -> Mark {
        let mark = Mark(file: file, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
        return (mark.line, mark.column) > (end.line, end.column) ? end : mark
    }
}
