/// Two pieces of work that run in turn.
struct Comparison {
    static let heading =
        "what".padded(38) + "median".padded(12) + "MB/s".padded(9) + "baseline".padded(18) + "median".padded(12) + "MB/s".padded(9)
        + "speed".padded(9) + "goal"

    private let name: String
    private let work: () -> Int
    private let baselineName: String
    private let baseline: () -> Int
    private let bytes: Int
    private let goal: Double?

    /// `goal` is the least speed that the work should have, as a part of the baseline's.
    init(
        _ name: String, _ work: @escaping () -> Int, against baselineName: String, _ baseline: @escaping () -> Int, bytes: Int,
        goal: Double? = nil
    ) {
        self.name = name
        self.work = work
        self.baselineName = baselineName
        self.baseline = baseline
        self.bytes = bytes
        self.goal = goal
    }

    struct Result {
        /// The median of the work.
        let seconds: Double
        /// As a part of the baseline's: the median of the ratios of neighbours, which holds where the machine's speed drifts.
        let speed: Double
        /// Medians of both, and the speed.
        let row: String
    }

    func measured(rounds: Int) -> Result {
        var times: [Double] = []
        var baselines: [Double] = []
        _ = (work(), baseline())
        for _ in 0..<rounds {
            times.append(seconds(work))
            baselines.append(seconds(baseline))
        }
        let speed = median(zip(times, baselines).map { $1 / $0 })
        let row =
            row(name, median(times)) + row(baselineName, median(baselines), width: 18) + Self.rounded(speed).padded(9)
            + (goal.map { "at least \($0)" } ?? "")
        return Result(seconds: median(times), speed: speed, row: row)
    }

    private func row(_ name: String, _ seconds: Double, width: Int = 38) -> String {
        name.padded(width) + "\(Self.rounded(seconds * 1000)) ms".padded(12) + Self.rounded(Double(bytes) / seconds / 1e6).padded(9)
    }

    private func seconds(_ work: () -> Int) -> Double {
        let clock = ContinuousClock()
        var result = 0
        let duration = clock.measure { result = work() }
        // The result is used, so that the work cannot be left out.
        if result < 0 { print(result) }
        return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    static func rounded(_ value: Double) -> String {
        let digits = value >= 100 ? 1.0 : value >= 0.2 ? 100.0 : 10_000.0
        let rounded = (value * digits).rounded() / digits
        return digits == 1 ? String(Int(rounded)) : String(rounded)
    }
}

extension String {
    func padded(_ width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
