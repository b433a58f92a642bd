#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension FileUpload {
    /// Why a media type cannot be told.
    struct TypeFailure: Error {
        let reason: String
    }

    /// The media type that is sent: the upload's own, else the one that its first bytes tell, else the description's.
    ///
    /// - Parameter accepts: the media types and ranges of the description, separated by commas; nil where it has none.
    func contentType(start: some Collection<UInt8>, accepts: String?) throws(TypeFailure) -> String {
        let found = FileSignature.find(in: start)?.contentType
        if let contentType {
            guard let value = HeaderText.field(contentType) else {
                throw TypeFailure(reason: "has a content type with control characters")
            }
            guard fits(value, accepts) else { throw TypeFailure(reason: "must be of the type \(accepts ?? ""), is \(value)") }
            return value
        }
        guard let accepts else { return found ?? "application/octet-stream" }
        let types = MediaType.list(accepts)
        if types.count == 1, !types[0].isRange { return accepts }
        if let found, fits(found, accepts) { return found }
        guard types.contains(where: { $0.essence == "*/*" || $0.essence == "application/octet-stream" }) else {
            throw TypeFailure(reason: "needs a content type of \(accepts)")
        }
        return found ?? "application/octet-stream"
    }

    /// What the description calls bytes of any kind may be said to be of a kind.
    private func fits(_ type: String, _ accepts: String?) -> Bool {
        guard let accepts else { return true }
        let type = MediaType(type)
        return MediaType.list(accepts).contains { $0.fit(of: type) != nil || $0.essence == "application/octet-stream" }
    }
}
