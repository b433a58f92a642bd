import ArgumentParser

struct StreamOptions: ParsableArguments {
    @Flag(help: "Receive the pictures as a stream, with a line of progress where standard error is a terminal.")
    var stream = false

    @Flag(help: "Save the partial pictures of a stream too, as NAME-1-partial-1.png and so on.")
    var savePartial = false

    func validate() throws {
        if savePartial && !stream { throw ValidationError("--save-partial is of use with --stream alone.") }
    }
}
