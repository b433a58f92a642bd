public import HTTPTypes

/// Sees every request, response and failure of a client, for logs, metrics and traces. No secret reaches it.
public struct CallObserver: Sendable {
    let observe: @Sendable (CallEvent) -> Void

    /// Calls a function for every event. It runs in the call's own path, so it should be quick.
    public init(_ observe: @escaping @Sendable (CallEvent) -> Void) {
        self.observe = observe
    }
}

/// Something that happened in a call.
public struct CallEvent: Sendable {
    /// What happened.
    public enum Kind: Sendable {
        /// A request is about to be sent.
        case request(Request)
        /// The head of a response came.
        case response(ResponseHead)
        /// The call ended well; the number counts the bytes of the response's body.
        case completed(bytes: Int)
        /// The call failed.
        case failed(APIError)
        /// The caller stopped reading an event stream before its end.
        case abandoned
    }

    /// A request without secrets.
    public struct Request: Sendable, Hashable {
        /// The method, as in `POST`.
        public let method: String
        /// The whole URL.
        public let url: String
        /// The header fields.
        public let headers: HTTPFields
        /// The number of bytes in the body, nil where it is not known.
        public let bodyLength: Int64?
    }

    /// The operation's name in the description.
    public let operationID: String
    /// Tells the calls of this process apart.
    public let callID: UInt64
    /// The time since the call began.
    public let elapsed: Duration
    /// What happened.
    public let kind: Kind
}
