/// The whole API of a generated module, decided.
package struct Module: Sendable {
    package var name: SwiftName
    /// The description's file name, for the header.
    package var source: String
    package var client: Client
    /// In document order.
    package var types: [TypeDeclaration]
    package var schemas: EmbeddedSchemas
}

package struct Client: Sendable {
    package var name: SwiftName
    package var documentation: Documentation
    package var servers: [ServerFunction]
    package var takesCredential: Bool
    /// nil where a bearer token is all that the description knows: that takes no words.
    package var security: ClientSecurity?
    package var operations: [OperationMethod]
}

/// A method of the client that sends one request.
package struct OperationMethod: Sendable {
    package enum PathPart: Sendable {
        /// Percent-encoded already.
        case literal(String)
        case parameter(MethodParameter)
    }

    package enum Result: Sendable {
        case nothing
        case one(Answer)
        /// An enum of them; no name where each is read in its own way and gives the same type.
        case several(TypeName?, [AnswerEnumeration.Case])
        case stream(Stream)
    }

    /// The boolean of the body by which the server chooses between an answer and a stream.
    package struct StreamSwitch: Sendable {
        package var property: SwiftName
        /// nil leaves it out: the server's default.
        package var value: Bool?
    }

    package var name: SwiftName
    /// For the observer and for errors.
    package var operationID: String
    package var documentation: Documentation
    package var method: HTTPMethod
    package var path: [PathPart]
    package var parameters: [MethodParameter]
    package var body: Body?
    package var result: Result
    package var answers: [Answer]
    package var failures: [Failure]
    /// The type of the header fields that a caller may ask for.
    package var headers: HeaderParameter?
    package var streamSwitch: StreamSwitch?
    package var security: OperationSecurity
    /// The template of a server of its own, filled in; nil: the client's.
    package var server: String?
}

package enum HTTPMethod: Sendable, Hashable {
    case get, put, post, delete, options, head, patch, trace, query
    /// A token (RFC 9110, section 9.1), as it is sent.
    case other(String)
}
