import HTTPTypes

extension Exchange {
    /// Sends what middleware has made of the request and its body.
    func send(
        _ request: HTTPRequest, _ body: RequestBody, over transport: any Transport
    ) async throws -> (response: HTTPResponse, body: ByteStream) {
        let number = beginSending(body.length)
        let options = TransportOptions(connectTimeout: call.options.timeouts.connect) { self.sent($0, number) }
        return try await transport.send(request, body: watched(body, number), options: options)
    }

    /// The body for middleware to read: that takes its time, and whoever asks for the next piece is alive.
    var livingBody: RequestBody {
        guard case .stream(let stream, let length, let isRepeatable) = attempt.body else { return attempt.body }
        let living = ByteStream {
            var pieces = stream.makeAsyncIterator()
            return {
                let piece = try await pieces.next()
                self.arm(piece == nil ? .responseHead : .idle)
                return piece
            }
        }
        return .stream(living, length: length, isRepeatable: isRepeatable)
    }

    /// The body, watched while it is sent: a transport that asks for the next piece is alive, and an error of the body's own is the
    /// call's error, whatever the transport makes of it.
    private func watched(_ body: RequestBody, _ number: Int) -> RequestBody {
        guard case .stream(let stream, let length, let isRepeatable) = body else { return body }
        let watched = ByteStream {
            var pieces = stream.makeAsyncIterator()
            var count: Int64 = 0
            return {
                do {
                    let piece = try await pieces.next()
                    guard self.isSending(number) else { return piece }
                    count += Int64(piece?.count ?? 0)
                    // A transport may make the whole body before it sends any of it.
                    if piece == nil { self.bodyLength = count }
                    self.arm(piece == nil ? .responseHead : .idle)
                    return piece
                } catch {
                    // What the server has against the request is worth more than what the rest of it met.
                    if self.isSending(number), !self.isRefused { self.finish(.failure(self.failure(error))) }
                    throw error
                }
            }
        }
        return .stream(watched, length: length, isRepeatable: isRepeatable)
    }

    /// The transport says that it has sent so much of the body.
    private func sent(_ count: Int64, _ number: Int) {
        guard isSending(number) else { return }
        let length = bodyLength
        arm(count == length ? .responseHead : .idle)
        call.options.uploadObserver?.observe(UploadProgress(bytesSent: count, totalBytes: length))
    }
}
