extension LocalGateway {
    /// How a local gateway listens and behaves.
    public struct Configuration: Sendable {
        /// The address to listen on. Anything but loopback lets other machines in.
        public var host = "127.0.0.1"

        /// The port to listen on; 0 takes a free one.
        public var port = 0

        /// The bearer token that callers must send.
        public var key = Configuration.defaultKey

        /// The time between two heartbeat comments of an event stream.
        ///
        /// Zero writes one before each event, whatever the time; nil writes none.
        public var heartbeat: Duration? = .seconds(1)

        /// The time between two events of a stream, so that a person sees the picture grow.
        public var stepDelay: Duration = .zero

        /// How many pictures the gateway keeps for callers who asked for URLs; the oldest go first.
        public var keptPictures = 256

        /// The size of the largest request that is read, in bytes. The gateway's own is 100 MB.
        public var maximumBodyBytes = 100 << 20

        /// What goes wrong on purpose with calls of the three endpoints.
        public var faults: [Fault] = []

        /// How many calls the faults befall, the first ones; nil for all.
        public var faultyCalls: Int?

        /// Gets one line for each answer: method, path, status, milliseconds and request id, no header and no query; and one for each
        /// event stream at its end: request id and the number of events that were sent.
        public var log: (@Sendable (String) -> Void)?

        /// Creates a configuration with the values that suit a test.
        public init() {}

        /// The token that a gateway takes if it is not told otherwise: no secret, the gateway has nothing to protect.
        public static let defaultKey = "local-key"
    }
}
