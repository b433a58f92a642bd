import HTTPTypes

/// Puts an HTTP request together and collects what stands in the way.
struct RequestDraft {
    private(set) var violations: [Violation]
    private(set) var request: HTTPRequest
    let redactor: Redactor
    private let body: APIRequest.Body

    init(_ request: APIRequest, client: APIClient, options: ResolvedOptions) {
        violations = request.violations
        body = request.body
        self.request = HTTPRequest(method: .get, scheme: nil, authority: nil, path: nil)
        redactor = Redactor(secrets: Self.secrets(request, client, options))
        setTarget(request, client)
        setHeaders(request, client, options)
    }

    private mutating func setTarget(_ request: APIRequest, _ client: APIClient) {
        if let method = HTTPRequest.Method(request.method.rawValue) {
            self.request.method = method
        } else {
            violations.append(.parameter("method", "is no HTTP method"))
        }
        switch ServerAddress.parse(client.server) {
        case .success(let server):
            self.request.scheme = server.scheme
            self.request.authority = server.authority
            let path = server.prefix + request.path.text
            self.request.path = (path.hasPrefix("/") ? path : "/" + path) + (request.queryText.isEmpty ? "" : "?" + request.queryText)
        case .failure(let invalid):
            violations.append(invalid.violation)
        }
    }

    private mutating func setHeaders(_ request: APIRequest, _ client: APIClient, _ options: ResolvedOptions) {
        var headers = HTTPFields()
        headers[.accept] = request.acceptedTypes
        if let credential = client.credential, !request.isAnonymous {
            if let value = HeaderText.field(credential.authorization) {
                headers[.authorization] = value
            } else {
                violations.append(.parameter("authorization", "must not contain control characters"))
            }
        }
        if let key = options.idempotencyKey {
            do {
                headers.append(try key.field())
            } catch {
                violations.append(error.violation)
            }
        }
        headers = headers.replacing(with: request.headerFields).replacing(with: options.headers)
        // Not by name alone, which makes a field of each cookie: that is for HTTP/2.
        headers[fields: .cookie] = Self.cookies(request.cookies, options.headers).map { [HTTPField(name: .cookie, value: $0)] } ?? []
        self.request.headerFields = headers
    }

    /// One field for all (RFC 6265, section 5.4). A caller's own cookie replaces the one of its name, as other fields do.
    private static func cookies(_ cookies: [String], _ headers: HTTPFields) -> String? {
        let own = headers[values: .cookie].flatMap(CookieText.pairs)
        let names = Set(own.map(CookieText.name))
        let pairs = cookies.filter { !names.contains(CookieText.name(of: $0)) } + own
        return pairs.isEmpty ? nil : pairs.joined(separator: "; ")
    }

    /// The body, with the header field for its type. A form's files are looked at now and read when the body is sent.
    mutating func makeBody() -> RequestBody {
        switch body {
        case .none:
            // A server may ask for a length where a body could be (RFC 9110, section 8.6).
            return switch request.method {
            case .post, .put, .patch: .bytes([])
            default: .none
            }
        case .encoded(let contentType, let encode):
            setContentType(contentType)
            do {
                return .bytes(try encode())
            } catch {
                violations.append(Violation(pointer: error.pointer, rule: .custom, detail: error.message))
                return .none
            }
        case .form(let write):
            var form = FormWriter()
            write(&form)
            let multipart = MultipartBody(form)
            violations += multipart.violations
            setContentType(multipart.contentType)
            return multipart.body
        }
    }

    private mutating func setContentType(_ contentType: String) {
        guard let value = HeaderText.field(contentType) else {
            violations.append(.parameter("content-type", "must not contain control characters"))
            return
        }
        // A caller's own type stands, but a form's has the boundary in it.
        if case .form = body {
            request.headerFields[.contentType] = value
        } else if !request.headerFields.contains(.contentType) {
            request.headerFields[.contentType] = value
        }
    }

    private static func secrets(_ request: APIRequest, _ client: APIClient, _ options: ResolvedOptions) -> [String] {
        let credential = client.credential.map { [$0.secret] } ?? []
        let fields = Redactor.secrets(in: request.headerFields.replacing(with: options.headers))
        return credential + fields + Redactor.secrets(inQuery: request.queryText)
    }
}
