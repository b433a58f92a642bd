import CLibFuzzer
import Foundation
import FuzzTargets

/// `fuzzer TARGET [libFuzzer's arguments]`: feeds a target, and stops with the input where something does not hold.
@main enum Fuzzer {
    private static let target = CommandLine.arguments.dropFirst().first.flatMap(FuzzTarget.init)

    static func main() {
        guard target != nil else {
            print("usage: fuzzer \(FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")) [libFuzzer's arguments]")
            return
        }
        // libFuzzer reads its arguments behind the program's name.
        var arguments = CommandLine.unsafeArgv + 1
        var count = CommandLine.argc - 1
        arguments[0] = CommandLine.unsafeArgv[0]
        withUnsafeMutablePointer(to: &arguments) { arguments in
            arguments.withMemoryRebound(to: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?.self, capacity: 1) {
                _ = LLVMFuzzerRunDriver(&count, $0) { data, size in
                    Fuzzer.check(Array(UnsafeBufferPointer(start: data, count: size)))
                    return 0
                }
            }
        }
    }

    /// libFuzzer calls a function and waits for it, so this waits too.
    private static func check(_ bytes: [UInt8]) {
        let isChecked = DispatchSemaphore(value: 0)
        Task.detached {
            let faults = await target?.faults(in: bytes) ?? []
            if !faults.isEmpty {
                print(faults.joined(separator: "\n"))
                fflush(nil)
                // libFuzzer keeps the input of a program that stops.
                abort()
            }
            isChecked.signal()
        }
        isChecked.wait()
    }
}
