import HTTPTypes
import Testing

@testable import APIRuntime

@Suite struct RedirectTrailTests {
    private let redactor = Redactor(secrets: ["s3cret"])

    private func follow(
        _ location: String, from url: (scheme: String, authority: String, path: String) = ("https", "api.example.com", "/v1/a?b=c"),
        status: Int = 307, body: RequestBody = .bytes([1])
    ) -> Result<Attempt?, APIError> {
        let request = HTTPRequest(
            method: .post, scheme: url.scheme, authority: url.authority, path: url.path,
            headerFields: [.authorization: "Bearer s3cret", .accept: "a/b", .contentType: "c/d", .cookie: "e=f"]
        )
        var trail = RedirectTrail(.follow(), from: request)
        let head = ResponseHead(status: status, headers: [.location: location])
        do throws(APIError) {
            return .success(try trail.next(after: head, to: Attempt(request: request, body: body), redactor))
        } catch {
            return .failure(error)
        }
    }

    private func reason(_ result: Result<Attempt?, APIError>) -> RedirectFailure.Reason? {
        if case .failure(.redirect(let failure)) = result { failure.reason } else { nil }
    }

    @Test(
        "an address is read as browsers read it",
        arguments: [
            ("/x", "https://api.example.com/x"), ("x", "https://api.example.com/v1/x"), ("?q", "https://api.example.com/v1/a?q"),
            ("../../..//x/./y/..", "https://api.example.com//x/"), ("//other.example", "https://other.example/"),
            ("HTTPS://Other.Example:443?x", "https://Other.Example:443/?x"), ("https://[::1]:8443/é b", "https://[::1]:8443/%C3%A9%20b"),
            ("  https://other.example/#f ", "https://other.example/"),
        ]
    )
    func addresses(_ location: String, _ expected: String) throws {
        let request = try #require(try follow(location).get()).request
        #expect("\(request.scheme ?? "")://\(request.authority ?? "")\(request.path ?? "")" == expected)
    }

    @Test("the same host, port and scheme are the same origin, however they are written")
    func origins() throws {
        for location in ["/x", "https://API.example.com:443/x", "https://api.example.com:/x"] {
            #expect(try follow(location).get()?.request.headerFields[.authorization] == "Bearer s3cret", "\(location)")
        }
        for location in ["https://api.example.com:444/x", "https://example.com/x", "https://api.example.com./x"] {
            let fields = try #require(try follow(location).get()).request.headerFields
            #expect(fields == [.accept: "a/b", .contentType: "c/d"], "\(location)")
        }
        let plain = follow("https://api.example.com/x", from: ("http", "api.example.com", "/"))
        #expect(try plain.get()?.request.headerFields[.authorization] == nil)
    }

    @Test("what must not be followed says why")
    func refusals() {
        #expect(reason(follow("http://api.example.com/")) == .insecure)
        #expect(reason(follow("https://me@api.example.com/")) == .invalidLocation)
        #expect(reason(follow("data:text/plain,x")) == .invalidLocation)
        #expect(reason(follow("https:api.example.com")) == .invalidLocation)
        #expect(reason(follow("https://exämple.com/")) == .invalidLocation)
        #expect(reason(follow("/v1/a?b=c")) == .circle)
        #expect(reason(follow("https://other.example/?s=s3cret")) == .credentialInLocation)
        let once = RequestBody.stream(ByteStream([1]), length: 1, isRepeatable: false)
        #expect(reason(follow("/x", body: once)) == .bodyCannotBeRepeated)
        // A GET has no body to repeat.
        #expect(reason(follow("/x", status: 303, body: once)) == nil)
    }

    @Test("a status that is no redirect, or has no address, leads nowhere")
    func noRedirect() throws {
        for status in [200, 300, 304, 305, 306, 404] { #expect(try follow("/x", status: status).get() == nil) }
        var trail = RedirectTrail(.follow(), from: HTTPRequest(method: .get, scheme: "http", authority: "a", path: "/"))
        let attempt = Attempt(request: HTTPRequest(method: .get, scheme: "http", authority: "a", path: "/"), body: .none)
        #expect(try trail.next(after: ResponseHead(status: 302, headers: [:]), to: attempt, redactor) == nil)
    }
}
