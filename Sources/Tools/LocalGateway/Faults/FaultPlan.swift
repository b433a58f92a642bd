import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Which calls get the faults: the first so many, or all.
actor FaultPlan {
    private let faults: [Fault]
    private var rest: Int?

    init(_ faults: [Fault], calls: Int?) {
        self.faults = faults
        rest = calls
    }

    /// The faults for the next call.
    func next() -> [Fault] {
        guard let rest else { return faults }
        guard rest > 0 else { return [] }
        self.rest = rest - 1
        return faults
    }
}

extension [Fault] {
    /// The faults that a caller asks for its own call: as on the command line, several with commas between them.
    init(askedForIn headers: HTTPFields) throws(GatewayFailure) {
        self = []
        for text in headers[values: .fault].flatMap({ $0.split(separator: ",") }).map({ $0.trimmingCharacters(in: .whitespaces) }) {
            guard let fault = Fault(text) else { throw .invalid("X-Fault", "does not know \"\(text)\"") }
            append(fault)
        }
    }

    /// The time before an answer begins.
    var latency: Duration {
        reduce(.zero) { if case .latency(let time) = $1 { $0 + time } else { $0 } }
    }

    /// The failure that the gateway answers instead of doing its work.
    var failure: GatewayFailure? {
        for fault in self {
            switch fault {
            case .tooManyRequests(let seconds):
                return GatewayFailure(
                    status: .tooManyRequests,
                    code: "rate_limit_exceeded",
                    message: "too many requests (a fault on purpose)",
                    headers: [.retryAfter: "\(seconds)"]
                )
            case .unavailable(let seconds):
                return GatewayFailure(
                    status: .serviceUnavailable,
                    code: "overloaded",
                    message: "the gateway is overloaded (a fault on purpose)",
                    headers: seconds.map { [.retryAfter: "\($0)"] } ?? [:]
                )
            default: continue
            }
        }
        return nil
    }

    /// The answer that a proxy on the way would give.
    var answer: Response? {
        for fault in self {
            switch fault {
            case .redirect(let location):
                return Response(status: .temporaryRedirect, headers: [.location: location])
            case .html:
                let page = "<!DOCTYPE html>\n<html><head><title>Please log in</title></head><body>A fault on purpose.</body></html>\n"
                let body = ResponseBody(byteBuffer: ByteBuffer(string: page))
                return Response(status: .ok, headers: [.contentType: "text/html; charset=utf-8"], body: body)
            default: continue
            }
        }
        return nil
    }
}

extension HTTPField.Name {
    /// RFC 9110, section 10.2.3.
    static let retryAfter = HTTPField.Name("Retry-After")!
    /// The gateway's own: what a caller wants to go wrong.
    static let fault = HTTPField.Name("X-Fault")!
}
