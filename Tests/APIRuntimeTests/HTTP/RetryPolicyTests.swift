import Foundation
import HTTPTypes
import Testing

@testable import APIRuntime

@Suite struct RetryPolicyTests {
    /// 6 November 1994, 08:49:37 GMT: the example of RFC 9110, section 5.6.7.
    private static let example = 784_111_777.0

    private func head(_ status: Int, _ fields: [String: String]) throws -> ResponseHead {
        var headers = HTTPFields()
        for (name, value) in fields { headers[try #require(HTTPField.Name(name))] = value }
        return ResponseHead(status: status, headers: headers)
    }

    private let request = HTTPRequest(method: .get, scheme: "http", authority: "example.com", path: "/")

    @Test("the three forms of a date are read, and nothing else is")
    func dates() {
        #expect(HTTPDate.parse("Sun, 06 Nov 1994 08:49:37 GMT") == Self.example)
        #expect(HTTPDate.parse("Sunday, 06-Nov-94 08:49:37 GMT") == Self.example)
        #expect(HTTPDate.parse("Sun Nov  6 08:49:37 1994") == Self.example)
        #expect(HTTPDate.parse("Thu, 29 Feb 2024 23:59:60 GMT") == 1_709_251_200)
        #expect(HTTPDate.parse("Fri, 01 Jan 2100 00:00:00 GMT") == 4_102_444_800)
        for text in [
            "", "soon", "Sun, 06 Nov 1994 08:49:37", "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Nox 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 99999999999999999999 08:49:37 GMT",
            "Sun, -6 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z",
        ] {
            #expect(HTTPDate.parse(text) == nil, "\(text)")
        }
    }

    @Test(
        "the time that a server asks for",
        arguments: [
            (["Retry-After": "2"], Duration.seconds(2)),
            (["Retry-After": "1.5"], .milliseconds(1500)),
            (["retry-after-ms": "250", "Retry-After": "9"], .milliseconds(250)),
            (["retry-after-ms": "soon", "Retry-After": "9"], .seconds(9)),
            (["retry-after-ms": "0", "Retry-After": "9"], .seconds(9)),
            (["retry-after-ms": "0"], .zero),
            (["Retry-After": "Fri, 31 Dec 9999 23:59:59 GMT"], .seconds(1_000_000_000)),
            (["Retry-After": "Sun, 06 Nov 1994 08:49:47 GMT"], .seconds(10)),
            (["Retry-After": "Sun, 06 Nov 1994 08:49:00 GMT"], .zero),
            (["Retry-After": "1000000000"], .seconds(1_000_000_000)),
            (["Retry-After": "99999999999999999999999999"], .seconds(1_000_000_000)),
            (["Retry-After": "-1"], nil), (["Retry-After": "NaN"], nil), (["Retry-After": "inf"], nil), (["Retry-After": ""], nil),
            (["Retry-After": "1e9"], nil), (["Retry-After": "1.2.3"], nil), (["Retry-After": "0x10"], nil), ([:], nil),
        ]
    )
    func serverWait(_ fields: [String: String], _ expected: Duration?) throws {
        #expect(RetryAfter.wait(try head(503, fields), now: Date(timeIntervalSince1970: Self.example)) == expected)
    }

    @Test("a wait that cannot be right is the usual one, and one that is too long ends the call")
    func clamps() throws {
        let policy = RetryPolicy()
        func wait(_ value: String) throws -> Duration? {
            policy.wait(
                after: try head(503, ["Retry-After": value]), to: request, retries: 0, now: Date(timeIntervalSince1970: Self.example))
        }
        for value in ["-1", "NaN", "", "0", "Sun, 06 Nov 1994 08:49:00 GMT"] {
            let time = try #require(try wait(value))
            #expect(time > .milliseconds(374) && time <= .milliseconds(500), "\(value)")
        }
        #expect(try wait("60") == .seconds(60))
        #expect(try wait("61") == nil)
        #expect(try wait("1000000000") == nil)
    }

    @Test("waits double up to 8 s, less up to a quarter by chance")
    func backoff() {
        let policy = RetryPolicy()
        let longest = (0..<8).map { policy.backoff(retries: $0, random: 0) }
        #expect(longest == [0.5, 1, 2, 4, 8, 8, 8, 8].map { .seconds($0) })
        #expect(policy.backoff(retries: 1, random: 1) == .milliseconds(750))
        #expect(policy.backoff(retries: 1_000_000, random: 0) == .seconds(8))
        #expect(RetryPolicy(firstWait: .seconds(-1)).backoff(retries: 3, random: 0) == .zero)
        #expect(RetryPolicy(firstWait: .zero).backoff(retries: 1_000, random: 0) == .zero)
    }

    @Test("two retries are the default, none can be asked for")
    func limit() throws {
        let busy = try head(500, [:])
        #expect(RetryPolicy().wait(after: busy, to: request, retries: 1) != nil)
        #expect(RetryPolicy().wait(after: busy, to: request, retries: 2) == nil)
        #expect(RetryPolicy.never.wait(after: busy, to: request, retries: 0) == nil)
    }

    @Test("of the errors, those of the connection and timeouts are tried again")
    func errors() throws {
        let post = HTTPRequest(method: .post, scheme: "http", authority: "example.com", path: "/")
        func isRetried(_ error: APIError, _ request: HTTPRequest, _ policy: RetryPolicy = RetryPolicy()) -> Bool {
            policy.wait(after: error, to: request, retries: 0) != nil
        }
        func timeout(_ part: CallTimeout.Part) -> APIError { .timeout(CallTimeout(part: part, limit: .seconds(1), head: nil)) }
        let refused = APIError.connection(ConnectionFailure(mayHaveBeenSent: false, reason: "", head: nil))
        let broken = APIError.connection(ConnectionFailure(mayHaveBeenSent: true, reason: "", head: nil))
        #expect([refused, broken, timeout(.connect), timeout(.responseHead), timeout(.idle)].allSatisfy { isRetried($0, request) })
        #expect([refused, timeout(.connect)].allSatisfy { isRetried($0, post) })
        #expect(![broken, timeout(.responseHead), timeout(.idle)].contains { isRetried($0, post) })
        #expect(isRetried(broken, post, RetryPolicy(repeatsUnsafeRequests: true)))
        #expect(![APIError.cancelled, timeout(.total)].contains { isRetried($0, request) })
    }
}
