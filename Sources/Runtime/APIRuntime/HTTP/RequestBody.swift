/// What a request carries.
public enum RequestBody: Sendable {
    /// No body, and no Content-Length.
    case none
    /// A body in memory.
    case bytes([UInt8])
    /// A body that is made while it is sent. `length` is the exact number of bytes, nil where nobody knows; a transport sends an
    /// unknown length chunked. `isRepeatable` says that each iteration of the stream gives the whole body, so that it can be sent again.
    case stream(ByteStream, length: Int64?, isRepeatable: Bool)

    /// The number of bytes, nil where it is not known.
    public var length: Int64? {
        switch self {
        case .none: 0
        case .bytes(let bytes): Int64(bytes.count)
        case .stream(_, let length, _): length
        }
    }

    /// Whether the body can be sent again.
    public var isRepeatable: Bool {
        switch self {
        case .none, .bytes: true
        case .stream(_, _, let isRepeatable): isRepeatable
        }
    }
}
