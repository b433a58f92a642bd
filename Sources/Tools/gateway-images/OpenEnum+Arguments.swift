public import ArgumentParser
public import GatewayImages

// Any text is taken, and passed on: the validators of the bindings say which values are known. `--help` lists those.

extension AzureImageQuality: ExpressibleByArgument {}
extension ImageBackground: ExpressibleByArgument {}
extension ImageModeration: ExpressibleByArgument {}
extension ImageOutputFormat: ExpressibleByArgument {}
extension ImageQuality: ExpressibleByArgument {}
extension ImageResponseFormat: ExpressibleByArgument {}
extension ImageSize: ExpressibleByArgument {}
extension ImageStyle: ExpressibleByArgument {}
