/// The bytes of a JSON text while it is written.
struct JSONTextBuffer: Sendable {
    /// The text, and room behind it.
    private var bytes: [UInt8] = []
    private var used = 0

    /// The number of bytes written so far.
    var count: Int { used }

    /// The text, which is no longer here then: held twice, it would be copied to be cut.
    mutating func take() -> [UInt8] {
        bytes.removeLast(bytes.count - used)
        let text = bytes
        self = JSONTextBuffer()
        return text
    }

    /// Writes the digits of an integer.
    mutating func append(_ value: Int64) {
        reserve(20)
        var magnitude = value.magnitude
        var count = value < 0 ? 1 : 0
        var limit = magnitude
        repeat {
            count += 1
            limit /= 10
        } while limit > 0
        bytes.withUnsafeMutableBufferPointer { bytes in
            var place = used + count
            repeat {
                place -= 1
                let (rest, digit) = magnitude.quotientAndRemainder(dividingBy: 10)
                bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
                magnitude = rest
            } while magnitude > 0
            if value < 0 { bytes[used] = UInt8(ascii: "-") }
        }
        used += count
    }

    /// Writes bytes as a string of base64.
    mutating func appendBase64(_ content: UnsafeRawBufferPointer) {
        let length = Base64Writing.length(of: content.count)
        reserve(length + 2)
        bytes.withUnsafeMutableBufferPointer { bytes in
            bytes[used] = UInt8(ascii: "\"")
            Base64Writing.write(content, to: UnsafeMutableBufferPointer(rebasing: bytes[used + 1..<used + 1 + length]))
            bytes[used + 1 + length] = UInt8(ascii: "\"")
        }
        used += length + 2
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        bytes[used] = byte
        used += 1
    }

    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        reserve(text.count)
        bytes.withUnsafeMutableBufferPointer { bytes in
            guard let source = text.baseAddress, let target = bytes.baseAddress else { return }
            (target + used).update(from: source, count: text.count)
        }
        used += text.count
    }

    @inline(__always)
    private mutating func reserve(_ count: Int) {
        if bytes.count - used < count { grow(by: count) }
    }

    @inline(never)
    private mutating func grow(by count: Int) {
        let size = max(bytes.count * 2, used + count + 256)
        bytes = [UInt8](unsafeUninitializedCapacity: size) { target, initialized in
            let end = target[..<used].initialize(fromContentsOf: bytes[..<used])
            target[end...].initialize(repeating: 0)
            initialized = size
        }
    }

    /// Writes a string with its quotes, and a comma before it where one is due.
    ///
    /// Most strings and nearly all keys need no escape. Those are written in one go: each access to the bytes checks that nobody else
    /// holds them, and that is a good part of the time that a short string takes.
    mutating func appendQuoted(_ text: UnsafeBufferPointer<UInt8>, isAfterValue: Bool, followedBy end: UInt8? = nil) {
        // Room for comma, quotes and end, and for the last word to be copied whole.
        reserve(text.count + 20)
        let start = used
        let written = bytes.withUnsafeMutableBufferPointer { bytes -> Int? in
            var place = start
            if isAfterValue {
                bytes[place] = UInt8(ascii: ",")
                place += 1
            }
            bytes[place] = UInt8(ascii: "\"")
            let target = UnsafeMutableBufferPointer(rebasing: bytes[(place + 1)...])
            guard JSONStringWriting.copyPlain(text, from: 0, to: target) == text.count else { return nil }
            place += 1 + text.count
            bytes[place] = UInt8(ascii: "\"")
            if let end {
                place += 1
                bytes[place] = end
            }
            return place + 1
        }
        if let written {
            used = written
        } else {
            if isAfterValue { append(UInt8(ascii: ",")) }
            appendEscaped(text)
            if let end { append(end) }
        }
    }

    /// Writes a string with its quotes, escaping what has to be: quote, backslash and control characters.
    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        append(UInt8(ascii: "\""))
        var start = 0
        while start < text.count {
            // Room for the rest as it stands, for one escape, and for the last word to be copied whole.
            reserve(text.count - start + 16)
            let plain = bytes.withUnsafeMutableBufferPointer { bytes in
                JSONStringWriting.copyPlain(text, from: start, to: UnsafeMutableBufferPointer(rebasing: bytes[used...]))
            }
            used += plain
            start += plain
            if start < text.count {
                append(JSONStringWriting.escape(of: text[start]))
                start += 1
            }
        }
        append(UInt8(ascii: "\""))
    }

    private mutating func append(_ escape: JSONStringWriting.Escape) {
        append(UInt8(ascii: "\\"))
        append(escape.letter)
        guard let code = escape.code else { return }
        let digits: StaticString = "0123456789abcdef"
        append(UInt8(ascii: "0"))
        append(UInt8(ascii: "0"))
        append(digits.utf8Start[Int(code >> 4)])
        append(digits.utf8Start[Int(code & 15)])
    }
}
