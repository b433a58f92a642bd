import ArgumentParser

struct OutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder for the pictures; made where there is none.", valueName: "dir"))
    var output = "."

    @Option(help: ArgumentHelp("What the files are called (default: after the prompt or the file to vary).", valueName: "name"))
    var name: String?

    @Flag(help: "Number the files from 1 and replace those of the same name.")
    var overwrite = false

    @Flag(help: "Where the gateway answers with an address, print it and fetch nothing.")
    var noDownload = false

    @Flag(
        help: ArgumentHelp(
            "Print JSON: the gateway's answer in one line, or a line for each event of a stream. Pictures are files, named in \"file\" in place of \"b64_json\"."
        )
    )
    var json = false

    @Option(help: ArgumentHelp("How long the call may take, and the fetching of each picture after it.", valueName: "seconds"))
    var timeout: Double?

    func validate() throws {
        if let timeout, !(timeout > 0 && timeout <= 1e9) { throw ValidationError("--timeout must be a number of seconds greater than 0.") }
        if let name, name.isEmpty || name.hasPrefix(".") || name.contains(where: { $0 == "/" || $0 == "\0" }) {
            throw ValidationError("--name must be a name of a file, without a folder and without a dot at its start.")
        }
        if output.isEmpty { throw ValidationError("--output must be a folder.") }
    }
}
