/// Takes base64 properties out of a JSON text while it arrives, and writes them to files. What is left is the text with empty strings
/// in their place.
///
/// It looks for the properties only: what is not JSON goes through as it is, for the reader of the rest to object to.
struct Base64Extraction {
    /// Why it cannot go on.
    enum Failure: Error {
        /// The text of a property is not base64.
        case json(JSONError)
        /// A file cannot be written.
        case file(FileFailure)
    }

    /// What was taken out of the text.
    struct Cut {
        /// Offset of what follows in the text that is left.
        let offset: Int
        let count: Int
    }

    private enum State {
        case value, afterValue
        case beforeKey, key, beforeColon
        /// Inside a string that goes through.
        case string
        /// Inside a property that goes to a file.
        case property
    }

    /// A container on the way to the properties.
    private struct Container {
        let isObject: Bool
        var index = 0
        /// Nil where the member is on no path.
        var key: String?
        var keys: Set<String> = []
    }

    private let files: Base64Files
    private let eventName: String?
    private let firstNumber: Int
    private var state = State.value
    private var containers: [Container] = []
    /// How many containers are open that lie beside the path.
    private var skippedDepth = 0
    /// Whether the last byte of a string was a backslash that escapes the next.
    private var isEscaped = false
    private var key: [UInt8] = []
    /// The bytes that came before the current chunk.
    private var offset = 0
    private var property: Base64Property?
    private var written: [PartialFile] = []

    /// The text without what was taken out.
    private(set) var text: [UInt8] = []
    private(set) var cuts: [Cut] = []

    /// Longer keys are those of no path.
    private static let longestKey = 4096

    init(_ files: Base64Files, eventName: String? = nil, firstNumber: Int = 0) {
        self.files = files
        self.eventName = eventName
        self.firstNumber = firstNumber
    }

    /// The number of properties that were written.
    var count: Int { written.count }

    /// Ends the text: gives the files their names where the text is JSON. Where it is not, and nothing was taken out of it, that is
    /// for others to object to.
    func finish() throws(Failure) -> CollectedBody {
        guard count > 0 || property != nil else { return CollectedBody(bytes: text) }
        do throws(JSONError) {
            _ = try JSONDocument(parsing: text)
        } catch {
            throw .json(cuts.restored(error))
        }
        do throws(FileFailure) { try PartialFile.place(written) } catch { throw .file(error) }
        return CollectedBody(bytes: text, cuts: cuts)
    }

    /// Takes the next bytes of the text.
    mutating func append(_ chunk: ArraySlice<UInt8>) throws(Failure) {
        let result = chunk.withUnsafeBufferPointer { bytes in
            Result { () throws(Failure) in try read(bytes) }
        }
        try result.get()
    }
}

// MARK: - Reading

extension Base64Extraction {
    private mutating func read(_ chunk: UnsafeBufferPointer<UInt8>) throws(Failure) {
        var index = 0
        /// Where bytes begin that stay in the text and are not copied yet.
        var kept = 0
        while index < chunk.count {
            switch state {
            case .property:
                index = try readProperty(chunk, from: index)
                kept = index
            case .string:
                index = skipString(chunk, from: index)
            case .key:
                readKey(chunk[index])
                index += 1
            case .value, .afterValue, .beforeKey, .beforeColon:
                try readStructure(chunk[index], at: offset + index)
                index += 1
                if state == .property {
                    text += chunk[kept..<index]
                    kept = index
                }
            }
        }
        text += chunk[kept...]
        offset += chunk.count
    }

    private mutating func readStructure(_ byte: UInt8, at offset: Int) throws(Failure) {
        // Beside white space, a byte order mark may come before the text.
        guard ![0x20, 0x09, 0x0A, 0x0D].contains(byte), !containers.isEmpty || ![0xEF, 0xBB, 0xBF].contains(byte) else { return }
        switch state {
        case .value: try beginValue(byte, at: offset)
        case .afterValue: skippedDepth > 0 ? skip(byte) : endValue(byte)
        case .beforeKey:
            if byte == UInt8(ascii: "\"") {
                key = []
                state = .key
            } else if byte == UInt8(ascii: "}") {
                close()
            }
        case .beforeColon:
            if byte == UInt8(ascii: ":") { state = .value }
        case .key, .string, .property: break
        }
    }

    private mutating func beginValue(_ byte: UInt8, at offset: Int) throws(Failure) {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            if isOnPath, containers.count < files.tokens.count {
                let isObject = byte == UInt8(ascii: "{")
                containers.append(Container(isObject: isObject))
                state = isObject ? .beforeKey : .value
            } else {
                skippedDepth = 1
                state = .afterValue
            }
        case UInt8(ascii: "\""):
            state = .string
            if isOnPath, containers.count == files.tokens.count { try beginProperty(at: offset) }
        case UInt8(ascii: "]"): close()
        default: state = .afterValue
        }
    }

    private mutating func endValue(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: ","):
            guard let innermost = containers.indices.last else { return }
            containers[innermost].index += 1
            state = containers[innermost].isObject ? .beforeKey : .value
        case UInt8(ascii: "}"), UInt8(ascii: "]"): close()
        default: break
        }
    }

    private mutating func close() {
        _ = containers.popLast()
        state = .afterValue
    }

    /// Goes through a container that lies beside the path, without looking at what is in it.
    private mutating func skip(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["): skippedDepth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): skippedDepth -= 1
        case UInt8(ascii: "\""): state = .string
        default: break
        }
    }

    private mutating func skipString(_ chunk: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index < chunk.count {
            if isEscaped {
                isEscaped = false
                index += 1
                continue
            }
            index = JSONStringScan.plainEnd(chunk, from: index)
            guard index < chunk.count else { break }
            let byte = chunk[index]
            index += 1
            isEscaped = byte == UInt8(ascii: "\\")
            if byte == UInt8(ascii: "\"") {
                state = .afterValue
                break
            }
        }
        return index
    }

    private mutating func readKey(_ byte: UInt8) {
        if key.count <= Self.longestKey { key.append(byte) }
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            endKey()
            state = .beforeColon
        }
    }

    /// Of members with the same key the first counts. Others than those of the path are not remembered: there may be any number.
    private mutating func endKey() {
        guard let innermost = containers.indices.last else { return }
        let token = files.tokens[innermost]
        let key = keyText.flatMap { token == "*" || token == $0 ? $0 : nil }
        containers[innermost].key = key.flatMap { containers[innermost].keys.insert($0).inserted ? $0 : nil }
    }

    /// The text of the key just read, whose quote is its last byte; nil where it is none.
    private var keyText: String? {
        key.withUnsafeBufferPointer { bytes in
            var scan = JSONStringScan(bytes, from: 0)
            do throws(JSONIndexer.Failure) {
                try scan.run()
            } catch {
                return nil
            }
            return JSONStringReading.string(bytes, 0..<scan.offset, hasEscapes: scan.hasEscapes)
        }
    }

    /// Whether the value that begins here is the next on a path to properties.
    private var isOnPath: Bool {
        guard let innermost = containers.last else { return true }
        if innermost.isObject { return innermost.key != nil }
        let token = files.tokens[containers.count - 1]
        return token == "*" || token == "\(innermost.index)"
    }
}

// MARK: - Properties

extension Base64Extraction {
    private mutating func beginProperty(at offset: Int) throws(Failure) {
        var pointer = ""
        for container in containers {
            if container.isObject {
                JSONPointer.append(container.key ?? "", to: &pointer)
            } else {
                JSONPointer.append(container.index, to: &pointer)
            }
        }
        let place = Base64Files.Property(pointer: pointer, number: firstNumber + count, eventName: eventName)
        guard let file = files.file(for: place) else { return }
        do throws(FileFailure) {
            property = Base64Property(try PartialFile(for: file), pointer: pointer, start: offset + 1)
        } catch {
            throw .file(error)
        }
        state = .property
    }

    /// Reads on to the closing quote, which stays in the text, or to the end of the chunk.
    private mutating func readProperty(_ chunk: UnsafeBufferPointer<UInt8>, from start: Int) throws(Failure) -> Int {
        guard let end = try property?.read(chunk, from: start, offset: offset), let property else { return chunk.count }
        cuts.append(Cut(offset: text.count, count: offset + end - property.start))
        written.append(property.file)
        self.property = nil
        state = .afterValue
        return end
    }
}

extension [Base64Extraction.Cut] {
    /// An error in the text that is left, with its place in the whole text.
    func restored(_ error: JSONError) -> JSONError {
        guard let offset = error.offset else { return error }
        let cut = filter { $0.offset <= offset }.reduce(0) { $0 + $1.count }
        return JSONError(error.kind, pointer: error.pointer, offset: offset + cut)
    }
}
