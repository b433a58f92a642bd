#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// A JSON text (RFC 8259), read strictly and once: values are made from it as they are asked for.
///
/// What the standard leaves open is decided so:
/// - one leading byte order mark is skipped;
/// - text that is not UTF-8 is an error; an escaped surrogate without its partner is read as U+FFFD;
/// - of members with the same key the first counts, as with `JSONDecoder`;
/// - a number keeps its text, so its range is that of the type it is read as;
/// - arrays and objects may be nested 512 levels deep, or as deep as the caller says. Models that contain themselves
///   take stack for each level.
public struct JSONDocument: Sendable {
    let tape: JSONTape

    /// Reads a text that is one JSON value.
    public init(parsing bytes: [UInt8], depthLimit: Int = 512) throws(JSONError) {
        try self.init(parsing: bytes[...], depthLimit: depthLimit)
    }

    /// Reads a text inside other bytes, and keeps those in memory.
    init(parsing bytes: ArraySlice<UInt8>, depthLimit: Int = 512) throws(JSONError) {
        let outcome = bytes.withUnsafeBufferPointer { text -> Result<JSONWords, JSONError> in
            var indexer = JSONIndexer(text, depthLimit: depthLimit)
            do throws(JSONError) {
                try indexer.run()
                return .success(indexer.words)
            } catch {
                indexer.words.deallocate()
                return .failure(error)
            }
        }
        tape = JSONTape(bytes: bytes, words: try outcome.get())
    }

    /// Reads a text that is one JSON value.
    public init(parsing data: Data, depthLimit: Int = 512) throws(JSONError) {
        try self.init(parsing: [UInt8](data), depthLimit: depthLimit)
    }

    /// Reads a text that is one JSON value.
    public init(parsing text: String, depthLimit: Int = 512) throws(JSONError) {
        try self.init(parsing: [UInt8](text.utf8), depthLimit: depthLimit)
    }

    /// The outermost value.
    public var root: JSONView { JSONView(tape: tape, position: 0) }

    /// Makes a value of a type from the outermost value; throws ``JSONError`` where it is not what the type asks for.
    public func decode<Value: JSONDecodable>(_ type: Value.Type = Value.self) throws -> Value {
        try Value(json: root)
    }
}
