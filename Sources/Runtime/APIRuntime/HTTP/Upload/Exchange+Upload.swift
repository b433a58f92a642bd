extension Exchange {
    /// The body, watched while it is sent: a transport that asks for the next piece is alive, and an error of the body's own is the
    /// call's error, whatever the transport makes of it.
    var outgoingBody: RequestBody {
        guard case .stream(let stream, let length, let isRepeatable) = attempt.body else { return attempt.body }
        let watched = ByteStream {
            var pieces = stream.makeAsyncIterator()
            var count: Int64 = 0
            return {
                do {
                    let piece = try await pieces.next()
                    count += Int64(piece?.count ?? 0)
                    // A transport may make the whole body before it sends any of it.
                    if piece == nil { self.bodyLength = count }
                    self.arm(piece == nil ? .responseHead : .idle)
                    return piece
                } catch {
                    self.finish(.failure(self.failure(error)))
                    throw error
                }
            }
        }
        return .stream(watched, length: length, isRepeatable: isRepeatable)
    }

    /// The transport says that it has sent so much of the body.
    func sent(_ count: Int64) {
        arm(count == bodyLength ? .responseHead : .idle)
        call.options.uploadObserver?.observe(UploadProgress(bytesSent: count, totalBytes: attempt.body.length))
    }
}
