public import HTTPTypes

/// Something that happened in a call. No secret is in it.
public struct CallEvent: Sendable {
    /// What happened.
    public enum Kind: Sendable {
        /// A request is about to be sent.
        case request(Request)
        /// The head of a response came.
        case response(ResponseHead)
        /// The request will be sent again.
        case retry(Retry)
        /// The response leads to this address, and is followed.
        case redirect(location: String)
        /// The call ended well; the number counts the bytes of the response's body.
        case completed(bytes: Int)
        /// The call failed.
        case failed(APIError)
        /// The caller stopped reading a stream or a download before its end.
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

    /// Why and when a request is sent again.
    public struct Retry: Sendable, Hashable {
        /// What happened to the one before.
        public let reason: String
        /// The time until then.
        public let wait: Duration
    }

    /// The operation's name in the description.
    public let operationID: String
    /// Tells the calls of this process apart.
    public let callID: UInt64
    /// How many requests the call had sent before the current one, by retries and redirects.
    public let attempt: Int
    /// The status of the current request's response, nil before it came.
    public let status: Int?
    /// The time since the call began.
    public let elapsed: Duration
    /// What happened.
    public let kind: Kind
}
