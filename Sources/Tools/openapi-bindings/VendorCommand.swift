import ArgumentParser

struct VendorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vendor",
        abstract: "Writes the module, the runtime and a transport as a package that needs nothing from here."
    )

    @OptionGroup var input: InputOptions

    func run() throws {
        throw Failure.input("vendor is not there yet")
    }
}
