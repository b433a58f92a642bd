import Hummingbird

/// The check of a call's credential (RFC 6750, section 2.1).
enum BearerToken {
    static func check(_ header: String?, against key: String) throws(GatewayFailure) {
        guard let header else {
            throw .unauthorized("no credential: send the header Authorization: Bearer <key>")
        }
        let parts = header.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw .unauthorized("the credential is of another kind: send the header Authorization: Bearer <key>")
        }
        guard equal(Array(parts[1].utf8), Array(key.utf8)) else {
            throw .unauthorized("the key is not the one that this gateway was started with")
        }
    }

    /// Takes as long for any wrong key, so that time does not tell how much of one is right.
    private static func equal(_ given: [UInt8], _ expected: [UInt8]) -> Bool {
        var difference = given.count ^ expected.count
        for index in expected.indices {
            let byte = given.isEmpty ? 0 : given[index % given.count]
            difference |= Int(byte ^ expected[index])
        }
        return difference == 0
    }
}
