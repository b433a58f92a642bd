import Foundation
import GatewayImages
import PictureFiles
import ToolSupport

/// What came of a call.
struct Outcome {
    struct Picture {
        /// The file, relative to the folder of the contact sheet.
        let file: String
        let isPartial: Bool
        let bytes: Int
    }

    let call: DemoCall
    var status: Int?
    /// Bytes of the answer's body.
    var bytes: Int?
    var duration: Duration
    var pictures: [Picture] = []
    /// What the call reported, where that is what was expected.
    var details: [String] = []
    /// Why this is not what was expected.
    var problem: String?
}

/// The calls of the demo over one transport.
struct DemoRun {
    let server: URL
    let key: String
    let transport: any Transport
    let output: String
    /// Where in the output folder the pictures of this run go.
    let folder: String

    func outcomes(_ show: (Outcome) -> Void) async throws -> [Outcome] {
        // The first call makes the picture that variations are made of.
        let source = URL(fileURLWithPath: "\(output)/\(folder)/01-1.png")
        var outcomes: [Outcome] = []
        for (index, call) in DemoCalls.all(source: source).enumerated() {
            let outcome = try await outcome(of: call, number: index + 1)
            show(outcome)
            outcomes.append(outcome)
        }
        return outcomes
    }

    private func outcome(of call: DemoCall, number: Int) async throws -> Outcome {
        let record = CallRecord()
        let gateway = ImageGateway(
            server: server, credential: .bearer(call.hasWrongKey ? "a-wrong-key" : key), transport: transport,
            middleware: [record.observer])
        let start = ContinuousClock.now
        let answer: Result<[AnsweredPicture], any Error>
        do { answer = .success(try await call.send(gateway)) } catch { answer = .failure(error) }
        var outcome = Outcome(call: call, duration: ContinuousClock.now - start)
        (outcome.status, outcome.bytes) = (record.status, record.bytes)
        switch answer {
        case .success(let pictures): try await check(pictures, gateway, number: number, &outcome)
        case .failure(let error): check(error, &outcome)
        }
        return outcome
    }

    private func check(_ pictures: [AnsweredPicture], _ gateway: ImageGateway, number: Int, _ outcome: inout Outcome) async throws {
        guard case .pictures(let count, let partial, let width, let height) = outcome.call.expectation else {
            outcome.problem = "it should have been refused"
            return
        }
        var folder = try PictureFolder(
            path: "\(output)/\(folder)", name: number < 10 ? "0\(number)" : "\(number)", overwrites: true)
        for picture in pictures {
            guard let bytes = try await bytes(of: picture, gateway) else {
                outcome.problem = "a picture has neither bytes nor an address"
                continue
            }
            if PNGSize(of: bytes) != PNGSize(width: width, height: height) {
                outcome.problem = "a picture is no PNG of \(width)x\(height)"
            }
            let file = try picture.isPartial ? folder.savePartial(bytes) : folder.save(bytes)
            outcome.pictures.append(
                Outcome.Picture(file: String(file.dropFirst(output.count + 1)), isPartial: picture.isPartial, bytes: bytes.count))
        }
        let partials = pictures.count { $0.isPartial }
        if pictures.count - partials != count || partials != partial {
            outcome.problem = "\(count) pictures and \(partial) partial ones were expected"
        }
    }

    private func bytes(of picture: AnsweredPicture, _ gateway: ImageGateway) async throws -> Data? {
        if let data = picture.data { return data }
        return try await picture.url.flatMap(PictureAddress.init)?.picture(using: gateway.client)
    }

    private func check(_ error: any Error, _ outcome: inout Outcome) {
        switch (outcome.call.expectation, error) {
        case (.violations(let count), APIError.invalidRequest(let error)) where error.violations.count == count && outcome.status == nil:
            outcome.details = error.violations.map(\.description)
        case (.failure(let status, let code), let error as APIError):
            guard let body = error.body(as: GatewayError.self)?.error, error.response?.status == status, body.code == code else {
                fallthrough
            }
            outcome.details = ["\(body.code ?? ""): \(body.message ?? "")"]
        default:
            outcome.problem = "\(error)"
        }
    }
}

/// What the client's observer saw of a call.
final class CallRecord: @unchecked Sendable {
    private let lock = NSLock()
    private var seen: (status: Int?, bytes: Int?)

    var status: Int? { lock.withLock { seen.status } }
    var bytes: Int? { lock.withLock { seen.bytes } }

    /// Sees the first call: pictures that are fetched from their addresses come later.
    var observer: CallObserver {
        CallObserver { [self] event in
            lock.withLock {
                switch event.kind {
                case .response(let head) where seen.status == nil: seen.status = head.status
                case .completed(let bytes) where seen.bytes == nil: seen.bytes = bytes
                case .failed(.documentedStatus(let failure)) where seen.bytes == nil: seen.bytes = failure.bytes.count
                default: break
                }
            }
        }
    }
}

/// Width and height of a picture, from the header of its PNG (PNG specification, section 11.2.1).
struct PNGSize: Equatable {
    let width: Int
    let height: Int

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    init?(of picture: Data) {
        let bytes = Array(picture.prefix(24))
        guard bytes.count == 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
        func number(_ start: Int) -> Int { bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) } }
        self.init(width: number(16), height: number(20))
    }
}
