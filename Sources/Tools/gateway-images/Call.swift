import AsyncHTTPTransport
import Foundation
import GatewayImages
import PictureFiles
import ToolSupport

/// One call of the gateway: what it is called with, and what becomes of its pictures.
struct Call: Sendable {
    let gateway: ImageGateway
    private let options: OutputOptions
    private let savesPartial: Bool
    private var folder: PictureFolder
    private let progress = ProgressLine()
    /// What went wrong with one picture; the others are still to be had.
    private var failures: [String] = []

    init(_ options: OutputOptions, _ stream: StreamOptions? = nil, name: String) throws(Failure) {
        let settings = try Settings()
        gateway = ImageGateway(
            server: settings.server, credential: settings.credential, transport: .asyncHTTP(),
            options: CallOptions(totalTimeout: options.timeout.map { .seconds($0) })
        )
        self.options = options
        savesPartial = stream?.savePartial ?? false
        folder = try PictureFolder(
            path: options.output, name: options.name ?? PictureFolder.name(from: name), overwrites: options.overwrite)
    }

    /// Saves the pictures of an answer and prints where they are.
    mutating func receive(_ answer: some PictureAnswer) async throws {
        var answer = answer
        let pictures = answer.data ?? []
        var results: [Result] = []
        for picture in pictures {
            let result = try await save(picture, declaredFormat: answer.declaredFormat)
            results.append(result)
            if !options.json, let line = result.text { Terminal.output(line) }
        }
        if options.json {
            for index in pictures.indices { answer.data?[index].b64JSON = nil }
            Terminal.output(try JSONLine.text(answer, files: results.map(\.file)))
        }
        try finish(count: pictures.count)
    }

    /// Saves the pictures of a stream as they come and prints where they are.
    mutating func receive(_ events: EventStream<ImageEvent>) async throws {
        defer { progress.clear() }
        var partials = 0
        var completed = 0
        progress.show("waiting for the first picture")
        for try await event in events {
            switch event {
            case .partialImage(let picture):
                partials += 1
                try await receive(picture, picture.outputFormat, isSaved: savesPartial)
                progress.show("partial picture \(partials)")
            case .completed(let picture):
                completed += 1
                partials = 0
                try await receive(picture, picture.outputFormat, isSaved: true)
                progress.show("picture \(completed) is there")
            case .unrecognized(let event):
                progress.clear()
                Terminal.error("passed over an event that this version does not know: \(event)")
            }
        }
        progress.clear()
        try finish(count: completed)
    }

    private mutating func receive(_ picture: some AnsweredPicture, _ format: String?, isSaved: Bool) async throws {
        let isPartial = picture is PartialImageEvent
        let result = isSaved ? try await save(picture, declaredFormat: format, isPartial: isPartial) : Result()
        progress.clear()
        if options.json {
            var event = picture
            event.b64JSON = nil
            Terminal.output(try JSONLine.text(event, file: result.file))
        } else if let line = result.text {
            Terminal.output(line)
        }
    }

    /// Where a picture is now.
    private struct Result {
        var file: String?
        var address: String?

        var text: String? { file ?? address }
    }

    private mutating func save(_ picture: some AnsweredPicture, declaredFormat: String?, isPartial: Bool = false) async throws -> Result {
        let bytes: Data
        if let data = picture.b64JSON, !data.isEmpty {
            bytes = data
        } else if let url = picture.url {
            guard let address = PictureAddress(url) else {
                failures.append("the gateway answered an address that is none of http or https")
                return Result()
            }
            if options.noDownload { return Result(address: address.text) }
            do throws(APIError) {
                bytes = try await address.picture(using: gateway.client)
            } catch {
                if case .cancelled = error { throw error }
                failures.append("cannot fetch \(address.text): \(error)")
                return Result()
            }
        } else {
            failures.append("the gateway answered a picture without bytes and without an address")
            return Result()
        }
        return Result(
            file: isPartial
                ? try folder.savePartial(bytes, declaredFormat: declaredFormat) : try folder.save(bytes, declaredFormat: declaredFormat))
    }

    private func finish(count: Int) throws(Failure) {
        guard count > 0 else { throw .input("the gateway answered no picture") }
        guard failures.isEmpty else { throw .input(failures.joined(separator: "\n")) }
    }
}
