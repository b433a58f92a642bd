#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What a program says: results on standard output, everything else on standard error.
package enum Terminal {
    package static func output(_ text: String) { writeLines(text, to: STDOUT_FILENO) }

    package static func error(_ text: String) { writeLines(text, to: STDERR_FILENO) }

    /// Whether a person reads standard output.
    package static var showsOutput: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether a person reads standard error.
    package static var showsErrors: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether a person reads standard error who sees colours (https://no-color.org).
    package static var colorsErrors: Bool {
        guard showsErrors, let kind = getenv("TERM"), String(cString: kind) != "dumb" else { return false }
        guard let noColor = getenv("NO_COLOR") else { return true }
        return noColor.pointee == 0
    }

    /// Writes a line of standard error over what stands there; an empty text clears the line.
    package static func rewriteErrorLine(_ text: String) {
        // ECMA-48: carriage return, then "erase in line" to its end.
        write("\r\u{1B}[K" + text, to: STDERR_FILENO)
    }

    package static func end(_ code: Int32) -> Never { exit(code) }

    private static func writeLines(_ text: String, to descriptor: Int32) {
        guard !text.isEmpty else { return }
        write(text.hasSuffix("\n") ? text : text + "\n", to: descriptor)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { platformWrite(descriptor, $0.baseAddress, $0.count) }
            // Nobody reads any more; there is nobody to tell.
            if count < 0 && errno != EINTR { return }
            bytes = bytes.dropFirst(max(0, count))
        }
    }
}

private func platformWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
