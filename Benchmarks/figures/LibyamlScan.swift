import CYAML

/// libyaml alone over a text, nothing built from it: what the generator's speed is measured against.
enum LibyamlScan {
    /// The number of tokens that libyaml's scanner finds, up to its first error.
    static func tokens(in bytes: [UInt8]) -> Int { scan(bytes).count }

    /// Whether it comes to the end. It does not take the surrogate pairs of JSON (`"\ud83d\ude00"`), and a text of which it has
    /// seen a part is nothing to measure against.
    static func readsAll(_ bytes: [UInt8]) -> Bool { scan(bytes).isWhole }

    private static func scan(_ bytes: [UInt8]) -> (count: Int, isWhole: Bool) {
        var token = yaml_token_t()
        var isWhole = false
        let count = run(over: bytes) { parser in
            guard yaml_parser_scan(parser, &token) == 1 else { return false }
            defer { yaml_token_delete(&token) }
            isWhole = token.type == YAML_STREAM_END_TOKEN
            return !isWhole
        }
        return (count, isWhole)
    }

    private static func run(over bytes: [UInt8], step: (UnsafeMutablePointer<yaml_parser_t>) -> Bool) -> Int {
        // On the heap, because the parser keeps a pointer to itself.
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else { return 0 }
        defer { yaml_parser_delete(parser) }
        return bytes.withUnsafeBufferPointer { text in
            yaml_parser_set_input_string(parser, text.baseAddress, text.count)
            var count = 0
            while step(parser) { count += 1 }
            return count
        }
    }
}
