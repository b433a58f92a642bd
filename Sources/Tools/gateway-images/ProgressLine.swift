import ToolSupport

/// The line that shows how a stream comes along, where standard error is a terminal.
struct ProgressLine {
    private let isShown = Terminal.showsErrors
    private let start = ContinuousClock.now

    func show(_ text: String) {
        guard isShown else { return }
        let seconds = (ContinuousClock.now - start).components.seconds
        Terminal.rewriteErrorLine("\(text), \(seconds) s")
    }

    func clear() {
        if isShown { Terminal.rewriteErrorLine("") }
    }
}
