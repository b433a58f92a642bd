/// Two pieces of work that run in turn.
struct Comparison {
    static let heading =
        "what".padded(26) + "median".padded(12) + "MB/s".padded(10) + "baseline".padded(16) + "median".padded(12) + "MB/s".padded(10)
        + "ratio"

    private let name: String
    private let work: () -> Int
    private let baselineName: String
    private let baseline: () -> Int
    private let bytes: Int

    init(_ name: String, _ work: @escaping () -> Int, against baselineName: String, _ baseline: @escaping () -> Int, bytes: Int) {
        self.name = name
        self.work = work
        self.baselineName = baselineName
        self.baseline = baseline
        self.bytes = bytes
    }

    struct Result {
        /// The median of the work.
        let seconds: Double
        /// The median of the ratios of neighbours, which holds where the machine's speed drifts.
        let ratio: Double
        /// Medians of both, and the ratio.
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
        let ratio = median(zip(times, baselines).map { $0 / $1 })
        let row = row(name, median(times)) + row(baselineName, median(baselines), width: 16) + Self.rounded(ratio)
        return Result(seconds: median(times), ratio: ratio, row: row)
    }

    private func row(_ name: String, _ seconds: Double, width: Int = 26) -> String {
        name.padded(width) + "\(Self.rounded(seconds * 1000)) ms".padded(12) + Self.rounded(Double(bytes) / seconds / 1e6).padded(10)
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
        let digits = value >= 100 ? 1.0 : 100.0
        let rounded = (value * digits).rounded() / digits
        return digits == 1 ? String(Int(rounded)) : String(rounded)
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
