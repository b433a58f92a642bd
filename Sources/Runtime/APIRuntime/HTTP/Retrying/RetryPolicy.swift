/// When a call is sent again after it failed.
///
/// A call is sent again after the statuses 408, 409, 429 and 5xx, after a connection that broke, and after a timeout other than the
/// call's total one, where sending twice does no harm: its method is idempotent (RFC 9110, section 9.2.2). Pictures cost money, so a
/// POST or PATCH is sent again only where the server has certainly not accepted it: no connection was made, the handshakes of TLS and
/// with a proxy included, or it answered 429, or 503 with a time to come back. A certificate that is none to trust, or a proxy that
/// wants another credential, will be so a second later: then nothing is sent again. `x-should-retry: true` or `false` of the server
/// decides over all of this.
///
/// Nothing is sent again once a head that the call expects has come, so never after the first event of a stream; nor where the body
/// cannot be sent twice. The server says how long to wait (`retry-after-ms`, then `Retry-After`); else the wait doubles each time. The
/// waits count towards the call's total timeout, and a wait that would outlast it is not begun.
public struct RetryPolicy: Sendable, Hashable {
    /// How often a call is sent again at most.
    public var limit: Int
    /// Whether a POST or PATCH is sent again where the server may have acted on it: for servers that notice, by an idempotency key
    /// for example, and for operations that may be done twice.
    public var repeatsUnsafeRequests: Bool
    /// The wait before the first retry; up to a quarter of it is taken off by chance, so that clients do not come back all at once.
    public var firstWait: Duration
    /// The longest that the doubled wait becomes.
    public var longestWait: Duration
    /// The longest wait that the server may ask for. Where it asks for more, the call fails at once, and the caller sees why.
    public var longestServerWait: Duration

    /// A policy.
    public init(
        limit: Int = 2,
        repeatsUnsafeRequests: Bool = false,
        firstWait: Duration = .milliseconds(500),
        longestWait: Duration = .seconds(8),
        longestServerWait: Duration = .seconds(60)
    ) {
        self.limit = limit
        self.repeatsUnsafeRequests = repeatsUnsafeRequests
        self.firstWait = firstWait
        self.longestWait = longestWait
        self.longestServerWait = longestServerWait
    }

    /// Every call is sent once, but for one whose token is refused and can be renewed: that is no failure to get over.
    public static let never = RetryPolicy(limit: 0)

    /// So that the compiler warns of `CallOptions(retries: .none)`, which is nil and leaves the retries as they are.
    @available(*, deprecated, renamed: "never")
    public static var none: RetryPolicy { never }
}
