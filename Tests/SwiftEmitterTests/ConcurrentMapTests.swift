import Testing

@testable import SwiftEmitter

@Suite struct ConcurrentMapTests {
    @Test(arguments: [0, 1, 10_000])
    func keepsTheOrderOfTheElements(_ count: Int) {
        let numbers = Array(0..<count)
        #expect(numbers.concurrentlyMapped { "\($0 * 3)" } == numbers.map { "\($0 * 3)" })
    }
}
