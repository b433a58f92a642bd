/// The model that a request asks for.
struct ModelName {
    let provider: String
    /// The name at the provider.
    let name: String
    /// The name as the request has it.
    let requested: String

    /// The `/v1` pages say "in format provider/model", and a name without a provider could not be routed: so no other is taken.
    init(gateway text: String) throws(GatewayFailure) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw .invalid("model", "must have the form provider/model, for example openai/gpt-image-1")
        }
        provider = String(parts[0])
        name = String(parts[1])
        requested = text
    }

    /// On the Azure route the path names the deployment, and any model name will do.
    init(azure text: String) {
        provider = "azure"
        name = text
        requested = text
    }
}
