public import ArgumentParser
public import GatewayImages

extension Fallback: ExpressibleByArgument {
    /// `provider/model`; the model may have slashes of its own.
    public init?(argument: String) {
        guard let slash = argument.firstIndex(of: "/"), slash != argument.startIndex, argument.index(after: slash) != argument.endIndex
        else { return nil }
        self.init(provider: String(argument[..<slash]), model: String(argument[argument.index(after: slash)...]))
    }
}
