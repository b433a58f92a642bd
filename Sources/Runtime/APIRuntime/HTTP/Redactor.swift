import HTTPTypes

/// Takes secrets out of what a person may see.
struct Redactor: Sendable {
    static let mark = "<redacted>"

    /// The texts that are secret wherever they stand: the call's credential, and the values of sensitive header fields. A middleware
    /// may add to them while the call is under way.
    private let secrets: Locked<Secrets>

    /// Most calls end without anything that a person sees, so the bytes are made when they are first looked for.
    private struct Secrets {
        var texts: [String]
        var found: [[UInt8]]?

        mutating func bytes() -> [[UInt8]] {
            let bytes = found ?? Redactor.bytes(of: texts)
            found = bytes
            return bytes
        }
    }

    init(secrets: [String] = []) {
        self.secrets = Locked(Secrets(texts: secrets))
    }

    /// Takes the values of sensitive header fields for secrets from now on.
    func learn(_ fields: HTTPFields) {
        learn(Self.secrets(in: fields))
    }

    /// Takes texts for secrets from now on.
    func learn(_ secrets: [String]) {
        // What has a known secret in it is found by that.
        let texts = secrets.filter { text($0) == $0 }
        guard !texts.isEmpty else { return }
        self.secrets.withLock { secrets in
            secrets.texts += texts
            secrets.found = nil
        }
    }

    /// The values of sensitive header fields.
    static func secrets(in fields: HTTPFields) -> [String] {
        fields.filter { isSensitive($0.name) }.flatMap { field in
            // `Bearer TOKEN`: the token alone is as secret.
            [field.value] + (field.value.split(separator: " ").last.map { [String($0)] } ?? [])
                + (field.name == .cookie ? CookieText.secrets(in: field.value) : [])
        }
    }

    private static func bytes(of secrets: [String]) -> [[UInt8]] {
        // Longest first, so that a secret that contains another is taken out whole.
        Set(secrets.filter { !$0.isEmpty }).map { Array($0.utf8) }.sorted { $0.count > $1.count }
    }

    /// The text without secrets. Servers and proxies quote keys in their error messages.
    func text(_ text: String) -> String {
        let plain = Array(text.utf8)
        let redacted = bytes(plain)
        return redacted.count == plain.count && redacted == plain ? text : String(decoding: redacted, as: UTF8.self)
    }

    /// The bytes without secrets, nor the start of one where an excerpt was cut.
    func bytes(_ bytes: [UInt8]) -> [UInt8] {
        let secrets = secrets.withLock { $0.bytes() }
        let whole = secrets.reduce(bytes) { bytes, secret in
            let search = SecretSearch(secret)
            let rest = Self.replacing(in: bytes, search.plain) { before in (before, Self.mark) }
            return Self.replacing(in: rest, search.escaped) { before in (before, Self.mark) }
        }
        guard !secrets.isEmpty else { return whole }
        return Self.replacing(in: whole, { SecretSearch.range(of: Self.ellipsis, in: $0, from: $1) }) { before in
            let cut = Self.startOfSecret(atEndOf: before, secrets)
            return cut < Self.tellingLength ? (before, "…") : (before.dropLast(cut), Self.mark + "…")
        }
    }

    /// The start of a body, at most so many bytes, without secrets, nor the start of one where the body was cut.
    func start(_ body: BodyStart, limit: Int) -> [UInt8] {
        let redacted = bytes(Array(body.bytes.prefix(limit)))
        guard !body.isWhole || body.bytes.count > limit else { return redacted }
        return redacted.dropLast(Self.startOfSecret(atEndOf: redacted[...], secrets.withLock { $0.bytes() }))
    }

    /// What ends an excerpt of a longer value.
    private static let ellipsis = Array("…".utf8)
    /// So much of a secret says something of it; less is in many texts by chance.
    private static let tellingLength = 4

    /// The number of bytes at the end that are the start of a secret.
    private static func startOfSecret(atEndOf bytes: ArraySlice<UInt8>, _ secrets: [[UInt8]]) -> Int {
        secrets.map { secret in
            let longest = min(secret.count - 1, bytes.count)
            return (0..<longest).first { bytes.suffix(longest - $0).elementsEqual(secret.prefix(longest - $0)) }.map { longest - $0 } ?? 0
        }.max() ?? 0
    }

    /// The bytes with something else in place of each text that is found and of what stands before it.
    private static func replacing(
        in bytes: [UInt8], _ find: (_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Range<Int>?,
        _ replacement: (ArraySlice<UInt8>) -> (ArraySlice<UInt8>, String)
    ) -> [UInt8] {
        var result: [UInt8] = []
        var start = 0
        while let found = bytes.withUnsafeBufferPointer({ find($0, start) }) {
            let (before, mark) = replacement(bytes[start..<found.lowerBound])
            result += before
            result += mark.utf8
            start = found.upperBound
        }
        return start == 0 ? bytes : result + bytes[start...]
    }

    /// Header fields without the values of sensitive ones, nor secrets in the others.
    func fields(_ fields: HTTPFields) -> HTTPFields {
        var redacted = HTTPFields()
        for field in fields {
            let value = Self.isSensitive(field.name) ? Self.mark : field.name == .location ? location(field.value) : text(field.value)
            redacted.append(HTTPField(name: field.name, value: value))
        }
        return redacted
    }

    /// The target of a request without the values of sensitive query parameters.
    func target(_ target: String) -> String {
        guard let mark = target.firstIndex(of: "?") else { return text(target) }
        let query = target[target.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false).map { pair in
            let name = pair.prefix { $0 != "=" }
            return Self.isSensitive(name.lowercased()) && name.count < pair.count ? "\(name)=\(Self.mark)" : String(pair)
        }
        return text(target[...mark] + query.joined(separator: "&"))
    }

    /// The values of sensitive query parameters, as they are sent and as they were given.
    static func secrets(inQuery query: String) -> [String] {
        query.split(separator: "&").flatMap { (pair: Substring) -> [String] in
            let name = pair.prefix { $0 != "=" }
            guard isSensitive(name.lowercased()), name.count < pair.count else { return [] }
            let value = String(pair.dropFirst(name.count + 1))
            return [value, PercentEncoding.decoded(value)]
        }
    }

    /// The error for a body that is not what the description says.
    func undecodable(_ reason: String, json: JSONError? = nil, head: ResponseHead, bytes: [UInt8]) -> APIError {
        undecodable(reason, json: json, head: head, BodyStart(bytes: bytes, isWhole: true))
    }

    /// The same, where the body may go on.
    func undecodable(_ reason: String, json: JSONError? = nil, head: ResponseHead, _ body: BodyStart) -> APIError {
        // A JSON error quotes the value at fault.
        let isClean = json.map { text("\($0)") == "\($0)" } ?? true
        let start = start(body, limit: UndecodableBody.shownBytes)
        let body = UndecodableBody(reason: text(reason), json: isClean ? json : nil, head: head.redacted(by: self), bytes: start)
        return .undecodable(body)
    }

    /// The error for a body whose parts could not be taken out into files.
    func failure(_ error: Base64Extraction.Failure, in place: String = "", head: ResponseHead, bytes: [UInt8]) -> APIError {
        switch error {
        case .json(let error): undecodable("\(place)\(error)", json: error, head: head, bytes: bytes)
        case .file(let error): .fileNotWritten(error, head.redacted(by: self))
        }
    }

    /// Whether a header field's value must not be seen.
    static func isSensitive(_ name: HTTPField.Name) -> Bool {
        isSensitive(name.canonicalName)
    }

    private static func isSensitive(_ name: String) -> Bool {
        sensitiveNames.contains(name) || sensitiveParts.contains(where: name.contains) || sensitiveEnds.contains(where: name.hasSuffix)
    }

    private static let sensitiveNames: Set<String> = [
        "authorization", "proxy-authorization", "cookie", "set-cookie", "x-bf-vk", "token", "key", "sig", "signature",
    ]

    /// Not `key` alone: what is called `sort_key` is none.
    private static let sensitiveParts =
        ["secret", "password", "credential"]
        + ["api", "auth", "access", "subscription", "functions"].flatMap { ["\($0)-key", "\($0)_key", "\($0)key"] }
    private static let sensitiveEnds = ["-token", "_token", "-signature", "_signature", "-auth", "_auth"]
}
