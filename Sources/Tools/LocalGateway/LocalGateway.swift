import Foundation
import Hummingbird
import Logging
import NIOCore

/// A stand-in for the AI gateway: its three image endpoints on this machine, with pictures that it draws itself.
///
/// It is written from the gateway's pages and shares no code with the generated client, so that the two can disagree.
public struct LocalGateway: Sendable {
    private let configuration: Configuration

    /// Creates a gateway that listens once it runs.
    public init(_ configuration: Configuration = Configuration()) {
        self.configuration = configuration
    }

    /// When a running gateway stops.
    public enum Stop: Sendable {
        /// When the task that runs it is cancelled.
        case whenCancelled
        /// On SIGINT and SIGTERM too, once the answers under way are sent.
        case onSignal
    }

    /// Serves until it is stopped.
    ///
    /// `onReady` gets the port as soon as connections are accepted. Throws ``CannotListen`` where the address is taken or is not
    /// one of this machine.
    public func run(stop: Stop = .whenCancelled, onReady: @escaping @Sendable (_ port: Int) async -> Void = { _ in }) async throws {
        var logger = Logger(label: "local-gateway")
        logger.logLevel = .critical  // the gateway has log lines of its own
        let application = Application(
            responder: GatewayResponder(configuration),
            // Of a thousand connections at once, the system resets those that find no room in the queue.
            configuration: ApplicationConfiguration(address: .hostname(configuration.host, port: configuration.port), backlog: 4096),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? 0) },
            logger: logger
        )
        do {
            switch stop {
            case .whenCancelled: try await application.run()
            case .onSignal: try await application.runService()
            }
        } catch let error as IOError {
            throw CannotListen(host: configuration.host, port: configuration.port, reason: String(cString: strerror(error.errnoCode)))
        } catch is SocketAddressError.UnknownHost {
            throw CannotListen(host: configuration.host, port: configuration.port, reason: "the host is not known")
        }
    }

    /// The address cannot be listened on.
    public struct CannotListen: Error, CustomStringConvertible {
        /// The address that was asked for.
        public let host: String
        /// The port that was asked for.
        public let port: Int
        /// What the system says.
        public let reason: String

        /// One line for a person.
        public var description: String { "cannot listen on \(host):\(port): \(reason)" }
    }
}
