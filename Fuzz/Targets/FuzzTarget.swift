/// Something that reads the bytes of strangers or writes what strangers read, with what must hold whatever the bytes are. Not to crash
/// and to come to an end soon must hold besides: the fuzzer watches that.
package enum FuzzTarget: String, CaseIterable, Sendable {
    case yaml
    case generator
    case eventStream = "event-stream"
    case json
    case files
    case multipart
    case pattern
    case urlEncoded = "url-encoded"

    /// What does not hold, in words; nothing where all does.
    package func faults(in bytes: [UInt8]) async -> [String] {
        switch self {
        case .yaml: YAMLTarget.faults(in: bytes)
        case .generator: GeneratorTarget.faults(in: bytes)
        case .eventStream: EventStreamTarget.faults(in: bytes)
        case .json: JSONTarget.faults(in: bytes)
        case .files: await FilesTarget.faults(in: bytes)
        case .multipart: await MultipartTarget.faults(in: bytes)
        case .pattern: PatternTarget.faults(in: bytes)
        case .urlEncoded: await URLEncodedTarget.faults(in: bytes)
        }
    }
}
