import APIRuntime
import GoldenFreeForm
import GoldenUnsupported
import Testing

@Suite struct FreeFormTests {
    @Test func anyValueSurvives() throws {
        try expectRoundTrip(
            #"{"empty":null,"yes":1.50,"anything":[true],"commented":"c","object":{"a":null},"list":[1,"a",{}],"map":{"k":18446744073709551616},"nothing":null}"#,
            as: GoldenFreeForm.Holder.self
        )
        #expect(refusal(of: "{}", as: GoldenFreeForm.Holder.self) == "/empty: required, but absent (at byte 0)")
    }
}

@Suite struct UnsupportedTests {
    @Test func whatHasNoTypeYetSurvivesAsItIs() throws {
        try expectRoundTrip(
            #"{"both":{"a":"x","b":"y"},"either":1,"any":"s","several":2,"mixed":"a","object":{"a":1},"tuple":["t"],"besides":{"a":"b"}}"#,
            as: GoldenUnsupported.Holder.self
        )
    }
}
