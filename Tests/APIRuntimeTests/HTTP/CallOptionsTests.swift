import Testing

@testable import APIRuntime

@Suite struct CallOptionsTests {
    @Test("what nobody sets has the default that its documentation names")
    func defaults() {
        let options = ResolvedOptions(call: CallOptions(), client: CallOptions())
        #expect(options.timeouts.connect == .seconds(5))
        #expect(options.timeouts.responseHead == .seconds(600))
        #expect(options.timeouts.idle == .seconds(120))
        #expect(options.timeouts.total == CallOptions.unlimited)
        #expect(options.retries == RetryPolicy())
        #expect(options.redirects == .refuse)
        #expect(options.answerByteLimit == 268_435_456)
        #expect(options.eventByteLimit == 67_108_864)
        #expect(options.validatesRequest && !options.validatesResponse)
    }

    @Test("what a call does not set is as its client has it")
    func inheritance() {
        let client = CallOptions(
            connectTimeout: .seconds(1), responseHeadTimeout: .seconds(2), idleTimeout: .seconds(3), totalTimeout: .seconds(4),
            answerByteLimit: 5, eventByteLimit: 6, validatesRequest: false, validatesResponse: true)
        let call = CallOptions(idleTimeout: .seconds(30), answerByteLimit: 50, validatesResponse: false)
        let options = ResolvedOptions(call: call, client: client)
        #expect(options.timeouts.connect == .seconds(1))
        #expect(options.timeouts.responseHead == .seconds(2))
        #expect(options.timeouts.idle == .seconds(30))
        #expect(options.timeouts.total == .seconds(4))
        #expect((options.answerByteLimit, options.eventByteLimit) == (50, 6))
        #expect(!options.validatesRequest && !options.validatesResponse)
    }
}
