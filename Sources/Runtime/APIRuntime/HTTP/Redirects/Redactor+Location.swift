extension Redactor {
    /// The failure for an answer that leads somewhere else.
    func redirect(_ reason: RedirectFailure.Reason, _ head: ResponseHead, _ location: String) -> RedirectFailure {
        RedirectFailure(reason: reason, head: head.redacted(by: self), location: self.location(location))
    }

    /// An address without the call's secrets, user information, and the values of sensitive query parameters.
    func location(_ location: String) -> String {
        let target = target(location)
        guard let start = target.firstRange(of: "//")?.upperBound else { return target }
        let authority = target[start...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let at = authority.lastIndex(of: "@") else { return target }
        return "\(target[..<start])\(Self.mark)\(target[at...])"
    }
}
