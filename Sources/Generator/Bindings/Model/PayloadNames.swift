/// Names for what somebody who listens receives: the bodies of webhooks or of callbacks.
package struct PayloadNames: Sendable {
    package struct Alias: Sendable {
        package var name: SwiftName
        package var documentation: Documentation
        package var type: SwiftType
    }

    package var name: TypeName
    package var documentation: Documentation
    package var aliases: [Alias]
}
