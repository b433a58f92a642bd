import HTTPTypes

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Puts an HTTP request together and collects what stands in the way.
struct RequestDraft {
    private(set) var violations: [Violation]
    private(set) var request: HTTPRequest
    let redactor: Redactor
    private let body: APIRequest.Body
    private let encodings: FormEncodings
    private let validates: Bool

    init(_ request: APIRequest, client: APIClient, options: ResolvedOptions) {
        violations = request.violations
        body = request.body
        encodings = request.encodings
        validates = options.validatesRequest
        redactor = Redactor(secrets: (client.credential?.secrets ?? []) + Self.secrets(request, options))
        let server = Self.server(request, client, options)
        let method = HTTPRequest.Method(request.method.rawValue)
        if method == nil { violations.append(.parameter("method", "is no HTTP method")) }
        if case .failure(let invalid) = server { violations.append(invalid.violation) }
        let address = try? server.get()
        let path = (address?.prefix ?? "") + request.path.text
        // A request keeps these behind a reference: all at once is one, not one for each.
        self.request = HTTPRequest(
            method: method ?? .get, scheme: address?.scheme, authority: address?.authority,
            path: (path.utf8.first == UInt8(ascii: "/") ? path : "/" + path) + request.query)
        setHeaders(request, options)
    }

    private static func server(
        _ request: APIRequest, _ client: APIClient, _ options: ResolvedOptions
    ) -> Result<ServerAddress, ServerAddress.Invalid> {
        if let server = options.server { return ServerAddress.parse(server) }
        guard let own = request.server else { return client.address }
        return URL(string: own).map(ServerAddress.parse) ?? .failure(ServerAddress.Invalid("is no URL"))
    }

    private mutating func setHeaders(_ request: APIRequest, _ options: ResolvedOptions) {
        var headers = HTTPFields()
        headers[.accept] = request.acceptedTypes
        if let key = options.idempotencyKey {
            do {
                headers.append(try key.field())
            } catch {
                violations.append(error.violation)
            }
        }
        headers = headers.replacing(with: request.headerFields).replacing(with: options.headers)
        // A parameter may be the whole field, and others cookies of it.
        let described = CookieText.joined(request.cookies, request.headerFields).map { CookieText.pairs(of: $0.value) } ?? []
        if let cookies = CookieText.joined(described, options.headers) { headers[fields: .cookie] = [cookies] }
        self.request.headerFields = headers
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
        case .urlEncoded(let write):
            setContentType("application/x-www-form-urlencoded")
            do {
                let (bytes, found) = try write(encodings)
                violations += found
                return .bytes(bytes)
            } catch {
                violations.append(Violation(pointer: error.pointer, rule: .custom, detail: error.message))
                return .none
            }
        case .multipart(let contentType, let write):
            var form = FormWriter(encodings)
            write(&form)
            let multipart = MultipartBody(form, contentType: contentType)
            violations += multipart.violations
            setContentType(multipart.contentType)
            return multipart.body
        case .upload(let upload, let accepts): return body(of: upload, accepts: accepts)
        case .items(let contentType, let stream):
            setContentType(contentType)
            return .stream(stream(validates), length: nil, isRepeatable: false)
        }
    }

    /// An upload as the whole body: one in memory as bytes, a file piece by piece.
    private mutating func body(of upload: FileUpload, accepts: String) -> RequestBody {
        do throws(UploadFile.Failure) {
            let (segment, _, contentType) = try BodySegment.open(upload, name: "", accepts: accepts)
            setContentType(contentType)
            if case .data(let data) = segment { return .bytes(Array(data)) }
            return .stream(ByteStream { BodySegment.pieces(of: [segment]) }, length: segment.length, isRepeatable: true)
        } catch {
            violations.append(.parameter("", error.reason))
            return .none
        }
    }

    private mutating func setContentType(_ contentType: String) {
        guard let value = HeaderText.field(contentType) else {
            violations.append(.parameter("content-type", "must not contain control characters"))
            return
        }
        // A caller's own type stands, but a form's has the boundary in it.
        if case .multipart = body {
            request.headerFields[.contentType] = value
        } else if !request.headerFields.contains(.contentType) {
            request.headerFields[.contentType] = value
        }
    }

    private static func secrets(_ request: APIRequest, _ options: ResolvedOptions) -> [String] {
        Redactor.secrets(in: request.headerFields.replacing(with: options.headers)) + Redactor.secrets(inQuery: request.queryText)
    }
}
