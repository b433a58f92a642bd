import APIRuntime
import GoldenNumberRules30
import GoldenNumberRules31
import Testing

@Suite struct NumberRulesTests {
    @Test func eachLimitOf30HoldsExactly() {
        typealias Range = GoldenNumberRules30.Range
        for valid in [
            Range(closed: 1), Range(closed: 10), Range(open: 2), Range(open: 9), Range(written: 0), Range(written: 1), Range(percent: 100),
        ] {
            #expect(violations(of: valid) == [])
        }
        #expect(violations(of: Range(closed: 0)) == ["/closed: must be at least 1, is 0"])
        #expect(violations(of: Range(closed: 11)) == ["/closed: must be at most 10, is 11"])
        #expect(violations(of: Range(open: 1)) == ["/open: must be greater than 1, is 1"])
        #expect(violations(of: Range(open: 10)) == ["/open: must be less than 10, is 10"])
        #expect(violations(of: Range(written: -0.1)) == ["/written: must be at least 0, is -0.1"])
        #expect(violations(of: Range(percent: 101)) == ["/percent: must be at most 100, is 101"])
    }

    @Test func eachLimitOf31HoldsExactly() {
        typealias Range = GoldenNumberRules31.Range
        for valid in [
            Range(open: 2), Range(open: 9), Range(both: 0.1), Range(both: 0.29), Range(steps: 0.3), Range(even: -2), Range(single: 0.3),
            Range(beyond: .max), Range(beyond: .min), Range(seed: .min), Range(seed: .max), Range(huge: .greatestFiniteMagnitude),
            Range(exact: 0.13), Range(spelled: -0.0015), Range(spelled: 1000), Range(scores: [0]), Range(byName: ["a": 1]),
        ] {
            #expect(violations(of: valid) == [], "\(valid)")
        }
        #expect(violations(of: Range(open: 1)) == ["/open: must be greater than 1, is 1"])
        #expect(violations(of: Range(open: 10)) == ["/open: must be less than 10, is 10"])
        #expect(violations(of: Range(both: 0.3)) == ["/both: must be less than 0.3, is 0.3"])
        #expect(violations(of: Range(steps: 0.25)) == ["/steps: must be a multiple of 0.1, is 0.25"])
        #expect(violations(of: Range(even: 3)) == ["/even: must be a multiple of 2, is 3"])
        #expect(violations(of: Range(single: 0.4)) == ["/single: must be at most 0.3, is 0.4"])
        #expect(violations(of: Range(exact: 0.12)) == ["/exact: must be at least 0.12345678901234567890123, is 0.12"])
        #expect(violations(of: Range(spelled: 1000.5)) == ["/spelled: must be at most 1000, is 1000.5"])
        #expect(violations(of: Range(scores: [0, -1])) == ["/scores/1: must be at least 0, is -1"])
        #expect(violations(of: Range(byName: ["a": 2])) == ["/byName/a: must be at most 1, is 2"])
    }

    @Test func allThatIsWrongIsSaidAtOnce() {
        let wrong = GoldenNumberRules30.Range(closed: 0, open: 1, written: 2, percent: -1)
        #expect(violations(of: wrong).count == 4)
    }
}
