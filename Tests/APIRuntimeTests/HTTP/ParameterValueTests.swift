import APIRuntime
import Foundation
import Testing

@Suite struct ParameterValueTests {
    private struct Size: OpenEnum {
        let rawValue: String
        static let small = Size(rawValue: "256x256")
        static let allCases: [Size] = [.small]
    }

    @Test("each type has the text that JSON or its standard gives it")
    func texts() throws {
        #expect("a b".parameterText == "a b")
        #expect(true.parameterText == "true")
        #expect(Int.min.parameterText == "-9223372036854775808")
        #expect(Int32(7).parameterText == "7")
        #expect(1e21.parameterText == "1e+21")
        #expect(3.0.parameterText == "3")
        #expect(Float(0.1).parameterText == "0.1")
        #expect(Double.nan.parameterText == nil)
        #expect(Date(timeIntervalSince1970: 0).parameterText == "1970-01-01T00:00:00Z")
        #expect(Date.distantFuture.addingTimeInterval(1e12).parameterText == nil)
        #expect(try #require(CalendarDate(year: 2024, month: 2, day: 29)).parameterText == "2024-02-29")
        #expect(UUID(uuid: (0xAB, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)).parameterText == "ab000000-0000-0000-0000-000000000001")
        #expect(try #require(URL(string: "https://a.b/c?d")).parameterText == "https://a.b/c?d")
        #expect(Data([0xFB, 0xFF]).parameterText == "+/8=")
        #expect(Size.small.parameterText == "256x256")
        #expect(Size(rawValue: "new").parameterText == "new")
    }
}
