/// Which nodes of a graph can reach each other (Tarjan 1972), without recursion: descriptions nest as deep as they like.
struct StronglyConnectedComponents {
    /// By the numbers of nodes.
    private var component: [Int]
    private let edges: [[Int]]

    /// `edges` has the targets of each node, by their numbers.
    init(_ edges: [[Int]]) {
        self.edges = edges
        component = Array(repeating: 0, count: edges.count)
        var index = [Int?](repeating: nil, count: edges.count)
        var low = Array(repeating: 0, count: edges.count)
        var onStack = Array(repeating: false, count: edges.count)
        var stack: [Int] = []
        var (visited, count) = (0, 0)
        for root in edges.indices where index[root] == nil {
            var path: [(node: Int, next: Int)] = [(root, 0)]
            while let (node, next) = path.last {
                if next == 0 {
                    index[node] = visited
                    low[node] = visited
                    visited += 1
                    stack.append(node)
                    onStack[node] = true
                }
                if next < edges[node].count {
                    path[path.count - 1].next += 1
                    let target = edges[node][next]
                    if index[target] == nil {
                        path.append((target, 0))
                    } else if onStack[target] {
                        low[node] = min(low[node], index[target] ?? 0)
                    }
                    continue
                }
                path.removeLast()
                if let parent = path.last?.node { low[parent] = min(low[parent], low[node]) }
                guard low[node] == index[node] else { continue }
                while let member = stack.popLast() {
                    onStack[member] = false
                    component[member] = count
                    if member == node { break }
                }
                count += 1
            }
        }
    }

    /// Whether one of the edges of a node lies on a cycle.
    func isOnCycle(_ node: Int) -> Bool { edges[node].contains { component[$0] == component[node] } }

    /// Whether the edge from `source` to `target` lies on a cycle.
    func isCycle(_ source: Int, _ target: Int) -> Bool {
        component[source] == component[target] && edges[source].contains(target)
    }
}
