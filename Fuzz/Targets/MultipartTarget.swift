import APIRuntime
import Foundation

/// A form is sent with its exact length, and what a server reads in it is what was put in; or it is refused, for a media type that no
/// header field can carry.
enum MultipartTarget {
    static func faults(in bytes: [UInt8]) async -> [String] {
        do {
            var fields = bytes.split(separator: 0xFF, omittingEmptySubsequences: false)[...]
            let form = FuzzedForm(parts: FuzzedPart.read(&fields, in: try FuzzFolder()))
            var request = APIRequest("send", .post, "/")
            request.body(multipart: form)
            request.expect(200)
            guard let sent = try await SentBody.sent(request) else {
                return form.canBeSent ? ["refused: \(form)"] : []
            }
            guard form.canBeSent else { return ["sent with a media type that has control characters: \(form)"] }
            let parts = try MultipartText(sent.contentType).parts(sent.bytes[...])
            let faults = sent.lengthFault.map { [$0] } ?? []
            return parts == form.expected ? faults : faults + ["\(form) is read as \(parts)"]
        } catch {
            return ["\(error)"]
        }
    }
}

/// A form that an input makes.
private struct FuzzedForm: FormEncodable {
    let parts: [FuzzedPart]

    func write(to form: inout FormWriter) {
        for part in parts { part.write(to: &form) }
    }

    func validate(_ check: inout Validator) {}

    var canBeSent: Bool {
        parts.allSatisfy { part in
            switch part.content {
            case .file(let file, _, _): !(file.contentType ?? "").utf8.contains { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }
            case .form(let form): form.canBeSent
            case .texts, .json: true
            }
        }
    }

    /// What a server must read.
    var expected: [MultipartText.Part] { parts.flatMap(\.expected) }
}

private struct FuzzedPart {
    enum Content {
        case texts([String])
        case json(JSONValue)
        case file(FileUpload, filename: String, bytes: [UInt8])
        case form(FuzzedForm)
    }

    let name: String
    let content: Content
    /// It keeps the files that parts are read from.
    let folder: FuzzFolder

    /// Four fields are a part: its kind and name, its file's name, its media type, its content.
    static func read(_ fields: inout ArraySlice<ArraySlice<UInt8>>, in folder: FuzzFolder) -> [FuzzedPart] {
        var parts: [FuzzedPart] = []
        while let first = fields.popFirst() {
            let name = String(decoding: first.dropFirst(), as: UTF8.self)
            let filename = fields.popFirst().map { String(decoding: $0, as: UTF8.self) } ?? ""
            let type = fields.popFirst().map { String(decoding: $0, as: UTF8.self) } ?? ""
            let content = Array(fields.popFirst() ?? [])
            let text = String(decoding: content, as: UTF8.self)
            func part(_ content: Content) { parts.append(FuzzedPart(name: name, content: content, folder: folder)) }
            let given = (filename: filename.isEmpty ? nil : filename, type: type.isEmpty ? nil : type)
            switch (first.first ?? 0) % 6 {
            case 0: part(.texts([text]))
            case 1: part(.texts(content.split(separator: 0, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }))
            case 2: part(.json([filename: .string(text)]))
            case 3:
                let upload = FileUpload.data(Data(content), filename: given.filename, contentType: given.type)
                part(.file(upload, filename: given.filename ?? "file\(Signature(content)?.fileExtension ?? "")", bytes: content))
            case 4:
                let file = folder.file("\(parts.count)-\(fields.count)")
                guard (try? Data(content).write(to: file)) != nil else { continue }
                let upload = FileUpload.file(at: file, filename: given.filename, contentType: given.type)
                part(.file(upload, filename: given.filename ?? file.lastPathComponent, bytes: content))
            default: part(.form(FuzzedForm(parts: read(&fields, in: folder))))
            }
        }
        return parts
    }

    func write(to form: inout FormWriter) {
        switch content {
        case .texts(let texts): texts.count == 1 ? form.field(name, texts[0]) : form.field(name, texts)
        case .json(let value): form.field(name, value)
        case .file(let file, _, _): form.file(name, file)
        case .form(let nested): form.field(name, nested)
        }
    }

    var expected: [MultipartText.Part] {
        func part(_ contentType: String?, filename: String? = nil, _ content: MultipartText.Content) -> MultipartText.Part {
            MultipartText.Part(
                name: Self.escaped(Self.withWholeLineBreaks(name)), filename: filename.map { Self.escaped(Array($0.utf8)) },
                contentType: contentType, content: content)
        }
        switch content {
        case .texts(let texts): return texts.map { part(nil, .bytes(Self.withWholeLineBreaks($0))) }
        case .json(let value): return [part("application/json", .bytes((try? JSONWriter.bytes(value)) ?? []))]
        case .file(let file, let filename, let bytes):
            let type = file.contentType ?? Signature(bytes)?.contentType ?? "application/octet-stream"
            return [part(MultipartText.trimmed(type), filename: filename, .bytes(bytes))]
        case .form(let form): return [part("multipart/mixed", .parts(form.expected))]
        }
    }

    /// HTML, "multipart/form-data encoding algorithm": every line break is CRLF.
    private static func withWholeLineBreaks(_ text: String) -> [UInt8] {
        let lines = Array(text.utf8).split(separator: [0x0D, 0x0A], omittingEmptySubsequences: false).flatMap {
            $0.split(omittingEmptySubsequences: false) { $0 == 0x0D || $0 == 0x0A }
        }
        return Array(lines.joined(separator: [0x0D, 0x0A]))
    }

    /// The same algorithm: three characters of a name are escaped, and nothing else.
    private static func escaped(_ name: [UInt8]) -> [UInt8] {
        name.flatMap { byte in
            switch byte {
            case 0x0A: Array("%0A".utf8)
            case 0x0D: Array("%0D".utf8)
            case 0x22: Array("%22".utf8)
            default: [byte]
            }
        }
    }
}

/// What the first bytes of a file say of it.
private struct Signature {
    let contentType: String
    let fileExtension: String

    init?(_ bytes: [UInt8]) {
        func has(_ text: String, at offset: Int = 0) -> Bool { bytes.dropFirst(offset).starts(with: text.utf8) }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            (contentType, fileExtension) = ("image/png", ".png")
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            (contentType, fileExtension) = ("image/jpeg", ".jpg")
        } else if has("GIF87a") || has("GIF89a") {
            (contentType, fileExtension) = ("image/gif", ".gif")
        } else if has("RIFF"), has("WEBP", at: 8) {
            (contentType, fileExtension) = ("image/webp", ".webp")
        } else {
            return nil
        }
    }
}
