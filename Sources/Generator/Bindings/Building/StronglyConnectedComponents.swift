/// Which nodes of a graph can reach each other (Tarjan 1972), without recursion: descriptions nest as deep as they like.
struct StronglyConnectedComponents<Node: Hashable> {
    private var component: [Node: Int] = [:]
    private let edges: [Node: [Node]]

    init(_ edges: [Node: [Node]]) {
        self.edges = edges
        var index: [Node: Int] = [:]
        var low: [Node: Int] = [:]
        var stack: [Node] = []
        var onStack: Set<Node> = []
        var count = 0
        // Dictionary order does not matter: the components are the same whatever the order.
        for root in edges.keys where index[root] == nil {
            var path: [(node: Node, next: Int)] = [(root, 0)]
            while let (node, next) = path.last {
                if next == 0 {
                    index[node] = index.count
                    low[node] = index[node]
                    stack.append(node)
                    onStack.insert(node)
                }
                let targets = edges[node] ?? []
                if next < targets.count {
                    path[path.count - 1].next += 1
                    let target = targets[next]
                    if index[target] == nil {
                        path.append((target, 0))
                    } else if onStack.contains(target) {
                        low[node] = min(low[node] ?? 0, index[target] ?? 0)
                    }
                    continue
                }
                path.removeLast()
                if let parent = path.last?.node { low[parent] = min(low[parent] ?? 0, low[node] ?? 0) }
                guard low[node] == index[node] else { continue }
                while let member = stack.popLast() {
                    onStack.remove(member)
                    component[member] = count
                    if member == node { break }
                }
                count += 1
            }
        }
    }

    /// Whether the edge from `source` to `target` lies on a cycle.
    func isCycle(_ source: Node, _ target: Node) -> Bool {
        component[source] != nil && component[source] == component[target] && (edges[source] ?? []).contains(target)
    }
}
