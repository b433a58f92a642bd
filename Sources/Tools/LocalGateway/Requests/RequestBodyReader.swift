import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Reads bodies of requests within the gateway's limit.
struct RequestBodyReader {
    let request: Request
    let maximumBytes: Int

    func json() async throws -> RequestFields {
        try check(mediaType: "application/json")
        var bytes: [UInt8] = []
        try await chunks { bytes.append(contentsOf: $0) }
        do {
            guard case .object(let values) = try JSONReader.read(bytes) else {
                throw GatewayFailure(status: .badRequest, code: "invalid_json", message: "the body must be a JSON object")
            }
            return RequestFields(values: values)
        } catch let error as JSONReader.SyntaxError {
            let place = "line \(error.line), column \(error.column)"
            throw GatewayFailure(status: .badRequest, code: "invalid_json", message: "the body is not JSON: \(error.message) at \(place)")
        }
    }

    func form() async throws -> FormContent {
        let boundary = try boundary()
        var content = FormContent()
        var reader = MultipartReader(boundary: boundary)
        do {
            try await chunks { bytes throws in try reader.read(bytes) { part throws(MultipartReader.Failure) in try content.take(part) } }
            try reader.finish()
        } catch let failure as MultipartReader.Failure {
            throw GatewayFailure(
                status: .badRequest, code: "invalid_multipart", message: "the body is not multipart/form-data: \(failure.message)")
        }
        return content
    }

    private func chunks(_ take: (UnsafeRawBufferPointer) throws -> Void) async throws {
        if let length = request.headers[.contentLength].flatMap(Int.init), length > maximumBytes { throw tooLarge }
        var size = 0
        for try await chunk in request.body {
            size += chunk.readableBytes
            guard size <= maximumBytes else { throw tooLarge }
            try chunk.withUnsafeReadableBytes(take)
        }
    }

    private var tooLarge: GatewayFailure {
        GatewayFailure(
            status: .contentTooLarge,
            code: "request_too_large",
            message: "the body is larger than \(maximumBytes) bytes, the most that the gateway takes"
        )
    }

    private var contentType: String { request.headers[.contentType] ?? "" }

    private func check(mediaType expected: String) throws(GatewayFailure) {
        let given = contentType.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
        guard given != expected else { return }
        throw GatewayFailure(
            status: .unsupportedMediaType,
            code: "unsupported_media_type",
            message: "Content-Type must be \(expected), not \(given.isEmpty ? "absent" : given.prefix(100).description)"
        )
    }

    private func boundary() throws(GatewayFailure) -> String {
        try check(mediaType: "multipart/form-data")
        guard let boundary = HeaderParameters(contentType)["boundary"], (1...70).contains(boundary.utf8.count) else {
            throw GatewayFailure(
                status: .badRequest,
                code: "invalid_multipart",
                message: "Content-Type multipart/form-data needs a boundary of 1 to 70 characters"
            )
        }
        return boundary
    }
}
