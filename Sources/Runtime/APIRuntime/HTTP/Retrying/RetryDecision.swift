import HTTPTypes

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension RetryPolicy {
    /// How long to wait before the request is sent again after a response that is no success; nil where it is not to be.
    func wait(after head: ResponseHead, to request: HTTPRequest, retries: Int, now: Date = Date()) -> Duration? {
        guard retries < limit else { return nil }
        let serverWait = RetryAfter.wait(head, now: now)
        guard isRetried(head, request, hasServerWait: serverWait != nil) else { return nil }
        // Zero, or a date that has passed, is no time to wait.
        guard let serverWait, serverWait > .zero else { return backoff(retries: retries) }
        return serverWait <= longestServerWait ? serverWait : nil
    }

    /// How long to wait before a request without a response is sent again; nil where it is not to be.
    func wait(after error: APIError, to request: HTTPRequest, retries: Int) -> Duration? {
        guard retries < limit else { return nil }
        let isRetried =
            switch error {
            case .connection(let failure): !failure.isPermanent && (!failure.mayHaveBeenSent || mayRepeat(request))
            case .timeout(let timeout): timeout.part == .connect || (timeout.part != .total && mayRepeat(request))
            default: false
            }
        return isRetried ? backoff(retries: retries) : nil
    }

    /// As the reference SDKs have it: doubled each time, less up to a quarter by chance.
    func backoff(retries: Int, random: Double = .random(in: 0..<1)) -> Duration {
        var wait = firstWait
        for _ in 0..<retries where wait < longestWait { wait *= 2 }
        return max(.zero, min(wait, longestWait)) * (1 - 0.25 * random)
    }

    private func isRetried(_ head: ResponseHead, _ request: HTTPRequest, hasServerWait: Bool) -> Bool {
        switch head["x-should-retry"]?.lowercased() {
        case "true": return true
        case "false": return false
        default: break
        }
        switch head.status {
        case 429: return true
        case 503: return hasServerWait || mayRepeat(request)
        case 408, 409, 500...599: return mayRepeat(request)
        default: return false
        }
    }

    private func mayRepeat(_ request: HTTPRequest) -> Bool {
        repeatsUnsafeRequests || Self.idempotentMethods.contains(request.method.rawValue)
    }

    /// RFC 9110, section 9.2.2, and QUERY, which is safe.
    private static let idempotentMethods: Set<String> = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"]
}

/// The time after which a server wants to see the client again.
enum RetryAfter {
    /// `retry-after-ms`, else `Retry-After` as seconds or a date (RFC 9110, section 10.2.3). Nil where neither says anything that can
    /// be read; zero where the date has passed, or zero is what both say.
    static func wait(_ head: ResponseHead, now: Date) -> Duration? {
        let exact = head["retry-after-ms"].flatMap(number).map { $0 / 1000 }
        if let exact, exact > 0 { return .seconds(min(exact, ceiling)) }
        let text = head["retry-after"] ?? ""
        let seconds = number(text) ?? HTTPDate.parse(text).map { max(0, $0 - now.timeIntervalSince1970) }
        return (seconds ?? exact).map { .seconds(min($0, ceiling)) }
    }

    /// About thirty years: what is more overflows a clock, and nobody waits for it.
    private static let ceiling = 1e9

    /// A number of digits with at most one point among them: servers send fractions too. No sign, no exponent, no `nan`.
    private static func number(_ text: String) -> Double? {
        guard let first = text.utf8.first, isDigit(first), text.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }) else {
            return nil
        }
        return Double(text)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }
}
