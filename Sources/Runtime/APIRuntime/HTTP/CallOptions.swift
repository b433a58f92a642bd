public import HTTPTypes

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Settings of a client, and of one call. What is nil in a call's options is as the client has it; what is nil there too is the
/// default.
public struct CallOptions: Sendable, Hashable {
    /// How long to wait for a connection: 5 s by default.
    public var connectTimeout: Duration?
    /// How long to wait for the head of the response once the request is sent: 600 s by default.
    public var responseHeadTimeout: Duration?
    /// How long the body of the response, or of a streamed request, may stand still: 120 s by default. Every byte counts as movement,
    /// a heartbeat too. The time that the caller takes to read does not count.
    public var idleTimeout: Duration?
    /// How long the whole call may take, a stream's reading included: unlimited by default.
    public var totalTimeout: Duration?
    /// When a call is sent again: after failures that pass, twice at most, where that does no harm.
    public var retries: RetryPolicy?
    /// Whether redirects are followed: they are not by default.
    public var redirects: RedirectPolicy?
    /// A name for what this call does, the same in each of its attempts, so that a server which knows such keys does it once. Counts
    /// in the options of a call alone. `RetryPolicy.repeatsUnsafeRequests` makes use of it: without, a POST is not sent more often.
    public var idempotencyKey: String?
    /// The header field for the key: `Idempotency-Key` by default.
    public var idempotencyHeader: String?
    /// Sees how the body is sent.
    public var uploadObserver: UploadObserver?
    /// Sees the head of an answer that is a success: its status, its request id, its header fields.
    public var responseObserver: ResponseObserver?
    /// The most bytes that an answer may have, decompressed: 256 MiB by default. What is read piece by piece (`AnswerBytes`, streams) has
    /// no such limit.
    public var answerByteLimit: Int?
    /// The most bytes that one event of a stream may have: 64 MiB by default.
    public var eventByteLimit: Int?
    /// Whether the description's rules are checked before a request is sent: true by default.
    public var validatesRequest: Bool?
    /// Whether the description's rules are checked on answers and events: false by default.
    public var validatesResponse: Bool?
    /// The server to call: the client's own by default, or that of an operation which the description sends elsewhere.
    public var server: URL?
    /// Which base64 properties go straight to files: none by default.
    public var files: Base64Files?
    /// Header fields to add. A field replaces those of its name that the runtime or the client's options set.
    public var headers: HTTPFields

    /// A timeout that never ends a call.
    public static let unlimited: Duration = .seconds(Int64.max)

    /// Options; what is left out is as the client has it.
    public init(
        connectTimeout: Duration? = nil,
        responseHeadTimeout: Duration? = nil,
        idleTimeout: Duration? = nil,
        totalTimeout: Duration? = nil,
        retries: RetryPolicy? = nil,
        redirects: RedirectPolicy? = nil,
        idempotencyKey: String? = nil,
        idempotencyHeader: String? = nil,
        uploadObserver: UploadObserver? = nil,
        responseObserver: ResponseObserver? = nil,
        answerByteLimit: Int? = nil,
        eventByteLimit: Int? = nil,
        validatesRequest: Bool? = nil,
        validatesResponse: Bool? = nil,
        server: URL? = nil,
        files: Base64Files? = nil,
        headers: HTTPFields = [:]
    ) {
        self.connectTimeout = connectTimeout
        self.responseHeadTimeout = responseHeadTimeout
        self.idleTimeout = idleTimeout
        self.totalTimeout = totalTimeout
        self.retries = retries
        self.redirects = redirects
        self.idempotencyKey = idempotencyKey
        self.idempotencyHeader = idempotencyHeader
        self.uploadObserver = uploadObserver
        self.responseObserver = responseObserver
        self.answerByteLimit = answerByteLimit
        self.eventByteLimit = eventByteLimit
        self.validatesRequest = validatesRequest
        self.validatesResponse = validatesResponse
        self.server = server
        self.files = files
        self.headers = headers
    }
}

extension CallOptions: CustomReflectable, CustomStringConvertible {
    /// The options that are set, without secrets.
    public var customMirror: Mirror {
        let all: [(String, Any?)] = [
            ("connectTimeout", connectTimeout), ("responseHeadTimeout", responseHeadTimeout), ("idleTimeout", idleTimeout),
            ("totalTimeout", totalTimeout), ("retries", retries), ("redirects", redirects), ("idempotencyKey", idempotencyKey),
            ("idempotencyHeader", idempotencyHeader), ("answerByteLimit", answerByteLimit), ("eventByteLimit", eventByteLimit),
            ("validatesRequest", validatesRequest), ("validatesResponse", validatesResponse), ("server", server.map(ServerAddress.text)),
            ("files", files.map { "/" + $0.tokens.joined(separator: "/") }),
            ("headers", headers.isEmpty ? nil : Redactor().fields(headers)),
        ]
        return Mirror(self, children: all.compactMap { name, value in value.map { (name, $0) } }, displayStyle: .struct)
    }

    /// The options that are set, without secrets.
    public var description: String {
        let set = customMirror.children.map { child -> String in
            let fields = (child.value as? HTTPFields)?.map { "\($0.name.rawName): \($0.value)" }
            return "\(child.label ?? ""): " + (fields.map { "\($0)" } ?? "\(child.value)")
        }
        return "CallOptions(\(set.joined(separator: ", ")))"
    }
}

/// The options of a call with nothing left open. A class, because all parts of a call hold them.
final class ResolvedOptions: Sendable {
    let timeouts: Timeouts
    let retries: RetryPolicy
    let redirects: RedirectPolicy
    let idempotencyKey: IdempotencyKey?
    let uploadObserver: UploadObserver?
    let responseObserver: ResponseObserver?
    let answerByteLimit: Int
    let eventByteLimit: Int
    let validatesRequest: Bool
    let validatesResponse: Bool
    let server: URL?
    let files: Base64Files?
    let headers: HTTPFields

    init(call: CallOptions, client: CallOptions) {
        timeouts = Timeouts(
            connect: call.connectTimeout ?? client.connectTimeout ?? .seconds(5),
            responseHead: call.responseHeadTimeout ?? client.responseHeadTimeout ?? .seconds(600),
            idle: call.idleTimeout ?? client.idleTimeout ?? .seconds(120),
            total: call.totalTimeout ?? client.totalTimeout ?? CallOptions.unlimited
        )
        retries = call.retries ?? client.retries ?? RetryPolicy()
        redirects = call.redirects ?? client.redirects ?? .refuse
        let header = call.idempotencyHeader ?? client.idempotencyHeader ?? IdempotencyKey.defaultHeader
        idempotencyKey = call.idempotencyKey.map { IdempotencyKey(header: header, value: $0) }
        uploadObserver = call.uploadObserver ?? client.uploadObserver
        responseObserver = call.responseObserver ?? client.responseObserver
        answerByteLimit = call.answerByteLimit ?? client.answerByteLimit ?? 256 << 20
        eventByteLimit = call.eventByteLimit ?? client.eventByteLimit ?? 64 << 20
        validatesRequest = call.validatesRequest ?? client.validatesRequest ?? true
        validatesResponse = call.validatesResponse ?? client.validatesResponse ?? false
        server = call.server ?? client.server
        files = call.files ?? client.files
        headers = client.headers.replacing(with: call.headers)
    }
}

/// How long the parts of a call may take.
struct Timeouts: Sendable {
    let connect: Duration
    let responseHead: Duration
    let idle: Duration
    let total: Duration
}

extension HTTPFields {
    /// The value of a field as the subscript gives it, which makes a text anew also of the one field that there mostly is.
    func value(of name: HTTPField.Name) -> String? {
        guard let index = firstIndex(where: { $0.name == name }) else { return nil }
        let isAlone = !self[(index + 1)...].contains { $0.name == name }
        return isAlone ? self[index].value : self[name]
    }

    /// These fields, with those of the same names replaced.
    func replacing(with others: HTTPFields) -> HTTPFields {
        guard !others.isEmpty else { return self }
        var result = HTTPFields()
        for field in self where !others.contains(field.name) { result.append(field) }
        for field in others { result.append(field) }
        return result
    }
}
