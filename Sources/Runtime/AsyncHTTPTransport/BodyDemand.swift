import NIOConcurrencyHelpers

/// Whether the client has asked for the body of a request. It does so when it has a connection, the handshakes of TLS and with a proxy
/// done: before, the server cannot have accepted anything, whatever the error is that ends the request.
final class BodyDemand: Sendable {
    private let asked = NIOLockedValueBox(false)

    var wasAsked: Bool { asked.withLockedValue { $0 } }

    func note() {
        asked.withLockedValue { $0 = true }
    }
}

/// A body in memory, which the client copies when it asks for it.
struct DemandedBytes: RandomAccessCollection, Sendable {
    let bytes: [UInt8]
    let demand: BodyDemand

    var startIndex: Int { bytes.startIndex }
    var endIndex: Int { bytes.endIndex }

    subscript(index: Int) -> UInt8 {
        demand.note()
        return bytes[index]
    }

    func withContiguousStorageIfAvailable<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result? {
        demand.note()
        return try bytes.withContiguousStorageIfAvailable(body)
    }
}
