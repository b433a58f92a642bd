import APIRuntime
import GoldenTextAndListRules
import Testing

@Suite struct TextAndListRulesTests {
    private func article(_ change: (inout Article) -> Void = { _ in }) -> Article {
        var article = Article(title: "title", tags: ["ab"])
        change(&article)
        return article
    }

    @Test func eachLimitHoldsExactly() {
        #expect(violations(of: article()) == [])
        #expect(violations(of: article { $0.title = "a" }) == [])
        // Lengths count code points: each of these is one.
        #expect(violations(of: article { $0.title = "日本語🙂é" }) == [])
        #expect(violations(of: article { $0.title = "" }) == ["/title: must have at least 1 character, has 0"])
        #expect(violations(of: article { $0.title = "titles" }) == ["/title: must have at most 5 characters, has 6"])
        #expect(violations(of: article { $0.tags = ["ab", "cd", "ef"] }) == [])
        #expect(violations(of: article { $0.tags = [] }) == ["/tags: must have at least 1 item, has 0"])
        #expect(violations(of: article { $0.tags = ["ab", "cd", "ef", "gh"] }) == ["/tags: must have at most 3 items, has 4"])
        #expect(violations(of: article { $0.tags = ["ab", "ab"] }) == ["/tags: must have no two equal items, but items 0 and 1 are equal"])
        #expect(violations(of: article { $0.tags = ["ab", "c"] }) == ["/tags/1: must have at least 2 characters, has 1"])
        #expect(violations(of: article { $0.pairs = [[1, 2], [3]] }) == ["/pairs/1: must have at least 2 items, has 1"])
        #expect(violations(of: article { $0.links = [:] }) == ["/links: must have at least 1 property, has 0"])
        #expect(violations(of: article { $0.links = ["a": "", "b": "x"] }) == ["/links/a: must have at least 1 character, has 0"])
        #expect(violations(of: article { $0.parts = [.init(text: "long")] }) == ["/parts/0/text: must have at most 3 characters, has 4"])
        #expect(
            violations(of: article { $0.sections = ["s": .init(text: "long")] }) == [
                "/sections/s/text: must have at most 3 characters, has 4"
            ])
        #expect(violations(of: article { $0.kinds = [.a, .init(rawValue: "c")] }) == [#"/kinds/1: must be one of "a" or "b", is "c""#])
    }

    @Test func patternsAreThoseOfTheDescription() {
        #expect(violations(of: article { $0.slug = "a-b" }) == [])
        #expect(violations(of: article { $0.slug = "a-" }) == [#"/slug: must match the pattern ^[a-z]+(-[a-z]+)*$, is "a-""#])
        #expect(violations(of: article { $0.date = "2024-02" }) == [])
        #expect(violations(of: article { $0.date = "2024-2" }) == [#"/date: must match the pattern ^\d{4}-\d{2}$, is "2024-2""#])
        #expect(violations(of: article { $0.quoted = "\"\"1\"#" }) == [])
        #expect(violations(of: article { $0.quoted = "\"\"x\"#" }).count == 1)
        #expect(violations(of: article { $0.slash = "/a" }) == [])
        #expect(violations(of: article { $0.slash = "/a/" }).count == 1)
        // What Swift's regular expressions do not read is a diagnostic, and not checked.
        #expect(violations(of: article { $0.broken = "anything" }) == [])
    }
}
