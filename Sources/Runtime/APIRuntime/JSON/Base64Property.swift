/// A base64 property on its way into a file.
struct Base64Property {
    let file: PartialFile
    /// Offset of its first character in the whole text.
    let start: Int
    private let pointer: String
    private var progress = Base64Reading.Progress()
    /// The bytes of an escape that is not complete.
    private var escape: [UInt8] = []
    /// Decoded bytes on their way to the file: between escapes there may be few, and a call of the system takes as long as a thousand.
    private var output = [UInt8](repeating: 0, count: 2 * Base64Reading.capacity(for: pieceLength))
    private var outputCount = 0

    /// So much is decoded at a time, whatever the size of chunks.
    private static let pieceLength = 64 << 10

    init(_ file: PartialFile, pointer: String, start: Int) {
        self.file = file
        self.pointer = pointer
        self.start = start
    }

    /// Reads a chunk, which has the offset in the whole text. Returns where the closing quote is; nil where the chunk ends before it.
    mutating func read(
        _ chunk: UnsafeBufferPointer<UInt8>, from start: Int, offset: Int
    ) throws(Base64Extraction.Failure) -> Int? {
        var index = start
        while index < chunk.count {
            if !escape.isEmpty {
                escape.append(chunk[index])
                index += 1
                try readEscape(endingAt: offset + index)
                continue
            }
            let piece = UnsafeBufferPointer(rebasing: chunk[index..<min(index + Self.pieceLength, chunk.count)])
            let plain = JSONStringScan.plainEnd(piece, from: 0)
            try decode(UnsafeBufferPointer(rebasing: piece[..<plain]), at: offset + index)
            index += plain
            guard plain < piece.count else { continue }
            switch chunk[index] {
            case UInt8(ascii: "\""):
                try finish(at: offset + index)
                return index
            case UInt8(ascii: "\\"):
                escape = [chunk[index]]
                index += 1
            case let byte:
                let kind: JSONError.Kind =
                    byte < 0x20 ? .controlCharacter(byte) : .invalidBase64("\(JSONError.name(of: byte)) is not of its alphabet")
                throw failure(kind, at: offset + index)
            }
        }
        return nil
    }

    private mutating func readEscape(endingAt end: Int) throws(Base64Extraction.Failure) {
        guard escape.count == (escape[1] == UInt8(ascii: "u") ? 6 : 2) else { return }
        let start = end - escape.count
        let isHexadecimal = escape.count == 6 && escape[2...].allSatisfy { JSONByte.hexadecimal($0) != nil }
        guard isHexadecimal || (escape.count == 2 && #""\/bfnrt"#.utf8.contains(escape[1])) else {
            throw failure(.invalidEscape, at: start)
        }
        let whole = escape
        escape = []
        let result = whole.withUnsafeBufferPointer { bytes in
            Result { () throws(Base64Extraction.Failure) in try decode(bytes, at: start) }
        }
        try result.get()
    }

    private mutating func decode(_ piece: UnsafeBufferPointer<UInt8>, at offset: Int) throws(Base64Extraction.Failure) {
        try write(at: offset) { output, progress throws(Base64Reading.Failure) in
            var reading = Base64Reading(piece, into: output, after: progress)
            try reading.readPiece()
            progress = reading.progress
            return reading.written
        }
    }

    private mutating func finish(at offset: Int) throws(Base64Extraction.Failure) {
        try write(at: offset) { output, progress throws(Base64Reading.Failure) in
            var reading = Base64Reading(UnsafeBufferPointer(start: nil, count: 0), into: output, after: progress)
            try reading.finish()
            return reading.written
        }
        do throws(FileFailure) {
            try flush()
            try file.finish()
        } catch {
            throw .file(error)
        }
    }

    /// Takes the bytes that `decode` makes.
    private mutating func write(
        at offset: Int,
        _ decode: (UnsafeMutablePointer<UInt8>, inout Base64Reading.Progress) throws(Base64Reading.Failure) -> Int
    ) throws(Base64Extraction.Failure) {
        if outputCount > output.count - Base64Reading.capacity(for: Self.pieceLength) {
            do throws(FileFailure) { try flush() } catch { throw .file(error) }
        }
        var progress = progress
        let outputCount = outputCount
        let result = output.withUnsafeMutableBufferPointer { output -> Result<Int, JSONError> in
            guard let start = output.baseAddress else { return .success(0) }
            do throws(Base64Reading.Failure) {
                return .success(try decode(start + outputCount, &progress))
            } catch {
                return .failure(JSONError(.invalidBase64(error.problem), pointer: pointer, offset: offset + error.offset))
            }
        }
        self.progress = progress
        do throws(JSONError) { self.outputCount += try result.get() } catch { throw .json(error) }
    }

    private mutating func flush() throws(FileFailure) {
        let (file, count) = (file, outputCount)
        let result = output.withUnsafeBytes { bytes in
            Result { () throws(FileFailure) in try file.append(UnsafeRawBufferPointer(rebasing: bytes[..<count])) }
        }
        outputCount = 0
        try result.get()
    }

    private func failure(_ kind: JSONError.Kind, at offset: Int) -> Base64Extraction.Failure {
        .json(JSONError(kind, pointer: pointer, offset: offset))
    }
}
