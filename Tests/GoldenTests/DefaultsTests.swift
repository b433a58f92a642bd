import APIRuntime
import Foundation
import GoldenDefaults
import Testing

@Suite struct DefaultsTests {
    @Test func aDefaultIsAConstantAndIsNotSent() throws {
        #expect(Settings.Defaults.count == 10)
        #expect(Settings.Defaults.small == -1)
        #expect(Settings.Defaults.large == Int64.max)
        #expect(Settings.Defaults.whole == 2)
        #expect(Settings.Defaults.ratio == 0.5)
        #expect(Settings.Defaults.third == 1.0 / 3)
        #expect(Settings.Defaults.one == 1)
        #expect(Settings.Defaults.name == #"a "quoted" \(name)"#)
        #expect(Settings.Defaults.flag == false)
        #expect(Settings.Defaults.choice == .slow)
        #expect(Settings.Defaults.colour == .green)
        let (perhaps, must): (String, Int) = (Settings.Defaults.perhaps, Settings.Defaults.must)
        #expect(perhaps == "nothing")
        #expect(must == 7)
        #expect(try encoded(Settings(must: nil)) == #"{"kind":"settings","level":3,"must":null}"#)
    }

    @Test func aConstantIsCheckedAndNotReplaced() throws {
        let value = try decoded(#"{"kind":"other","level":4,"isFinal":false,"must":null}"#, as: Settings.self)
        #expect(
            violations(of: value) == [
                #"/kind: must be "settings", is "other""#, "/level: must be 3, is 4", "/isFinal: must be true, is false",
            ])
        #expect(try encoded(value) == #"{"kind":"other","level":4,"isFinal":false,"must":null}"#)
        #expect(violations(of: Settings(isFinal: true, must: 1)) == [])
    }
}
