/// Why a program ends without having done what it was asked for.
package struct Failure: Error, Sendable {
    /// The input is at fault.
    package static let input: Int32 = 1
    /// The command line is at fault.
    package static let usage: Int32 = 2
    /// The program is at fault.
    package static let bug: Int32 = 70

    package let code: Int32
    package let message: String

    package init(code: Int32, message: String) {
        self.code = code
        self.message = message
    }

    package static func input(_ message: String) -> Failure { Failure(code: input, message: message) }

    package static func usage(_ message: String) -> Failure { Failure(code: usage, message: message) }
}
