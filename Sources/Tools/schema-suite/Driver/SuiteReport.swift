import APIRuntime
import Foundation

/// Holds generated types against the cases of the suite, and says what came out. Compiled with the generated module.
struct SuiteReport {
    let types: [String: any JSONModel.Type]
    let groups: [JSONValue]
    /// The part of the cases that has to come out right.
    static let share = 0.95

    init(_ types: [String: any JSONModel.Type], _ cases: String) throws {
        self.types = types
        groups = try JSONDocument(parsing: Data(contentsOf: URL(filePath: cases))).decode()
    }

    private struct Row {
        var passed = 0
        var total = 0
    }

    /// Prints a row for each file of the suite, and the cases that came out wrong; whether it is good enough.
    func run() throws -> Bool {
        var rows: [(file: String, row: Row)] = []
        var rest: [String] = []
        var silent = 0
        for group in groups {
            let file = group["file"]?.string ?? ""
            if rows.last?.file != file { rows.append((file, Row())) }
            for test in group["tests"]?.array ?? [] {
                rows[rows.count - 1].row.total += 1
                guard let found = try outcome(of: test["data"] ?? .null, group) else {
                    rows[rows.count - 1].row.passed += test["valid"]?.bool == true ? 1 : 0
                    if test["valid"]?.bool != true { note(group, test, "is taken", &rest, &silent) }
                    continue
                }
                let isRefused = group["refused"]?.bool == true
                if test["valid"]?.bool == false, !isRefused {
                    rows[rows.count - 1].row.passed += 1
                } else {
                    note(group, test, isRefused ? "" : "is refused: \(found)", &rest, &silent)
                }
            }
        }
        for (file, row) in rows { line(file, row) }
        let total = rows.reduce(into: Row()) { sum, next in
            sum.passed += next.row.passed
            sum.total += next.row.total
        }
        line("all", total)
        print("\nThe rest, with what the generator says about the schema:")
        for line in rest { print(line) }
        if silent > 0 { print("\n\(silent) cases are wrong and nothing was said.") }
        return silent == 0 && Double(total.passed) >= Double(total.total) * Self.share
    }

    private func line(_ name: String, _ row: Row) {
        print(name.padding(toLength: 28, withPad: " ", startingAt: 0), "\(row.passed) of \(row.total)")
    }

    private func note(_ group: JSONValue, _ test: JSONValue, _ outcome: String, _ rest: inout [String], _ silent: inout Int) {
        let said = (group["diagnostics"]?.array ?? []).compactMap(\.string)
        if said.isEmpty { silent += 1 }
        let place = [group["file"], group["description"], test["description"]].map { $0?.string ?? "" }.joined(separator: ": ")
        rest.append("\(place)\(outcome.isEmpty ? "" : " \(outcome)")")
        for line in said { rest.append("    \(line)") }
        if said.isEmpty { rest.append("    nothing, of \(group["name"]?.string ?? "")") }
    }

    /// Why a value is not valid by the generated type; nil where it is.
    private func outcome(of value: JSONValue, _ group: JSONValue) throws -> String? {
        guard let type = types[group["name"]?.string ?? ""] else { return "" }
        let document = try JSONDocument(parsing: JSONWriter.bytes(["value": value] as JSONValue))
        do {
            let model = try type.init(json: document.root)
            var check = Validator(source: document.root)
            model.validate(&check)
            return check.violations.isEmpty ? nil : "\(check.violations[0])"
        } catch {
            return "\(error)"
        }
    }
}
