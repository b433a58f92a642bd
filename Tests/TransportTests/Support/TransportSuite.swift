import Testing

/// All tests of this target, one after the other: some wait for timeouts, and must not be starved by others.
@Suite(.serialized, .timeLimit(.minutes(2))) enum TransportSuite {}
