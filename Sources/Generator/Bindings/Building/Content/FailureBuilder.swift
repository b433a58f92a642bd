import OpenAPI

/// The failures of an operation.
extension ModuleBuilder {
    func failures(of operation: Operation) -> [Failure] {
        var failures: [Failure] = []
        for response in operation.responses {
            // A `default` that is all there is says what the other statuses are too.
            let isBoth = response.status == .default
            guard !isSuccess(response, of: operation) || isBoth else { continue }
            let statuses = statuses(response.status, isSuccess: false)
            var found: [Failure] = []
            if operation.method != "HEAD" {
                for media in response.content {
                    let failure = Failure(statuses: statuses, mediaType: media.name, content: failureContent(media))
                    // A problem detail is read as any JSON is: what reads it first, reads it.
                    if !found.contains(where: { $0.content == failure.content }) { found.append(failure) }
                }
            }
            if found.isEmpty { found = [Failure(statuses: statuses, content: .none)] }
            if found.count == 1, case .json = found[0].content { found[0].mediaType = nil }
            failures += found
        }
        let exact = failures.filter { $0.statuses.count == 1 }
        let ranges = failures.filter { (2...100).contains($0.statuses.count) }
        return merged(exact + ranges + failures.filter { $0.statuses.count > 100 })
    }

    private func failureContent(_ media: MediaType) -> Failure.Content {
        switch kind(of: media) {
        case .json:
            reportIgnoredCharset(media)
            return media.schema.map { .json(use(of: $0, on: .json).storedType) } ?? .json(.json)
        case .text, .form, .events:
            reportUntyped(media, "the failure's body is text")
            return .text
        case .bytes, .multipart, .items:
            reportUntyped(media, "the failure's body is bytes")
            return .bytes
        }
    }

    /// `4XX` and `5XX` with one type are one range.
    private func merged(_ failures: [Failure]) -> [Failure] {
        var result: [Failure] = []
        for failure in failures {
            if let last = result.last, last.content == failure.content, last.mediaType == failure.mediaType,
                last.statuses.count % 100 == 0, failure.statuses.count == 100, last.statuses.upperBound + 1 == failure.statuses.lowerBound
            {
                result[result.count - 1].statuses = last.statuses.lowerBound...failure.statuses.upperBound
            } else {
                result.append(failure)
            }
        }
        return result
    }
}
