/// How long a call may take as a whole.
struct CallLimit: Sendable {
    /// When that is, nil for never.
    let deadline: ContinuousClock.Instant?
    let total: Duration
}

/// Waits for a token, no longer than the call may take and until it is cancelled: a provider is the caller's code, which need not know
/// of either.
final class TokenWait: Sendable {
    private struct State {
        var outcome: Result<String, APIError>?
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Locked(State())

    static func token(
        of provider: @escaping TokenProvider, _ request: TokenRequest, within limit: CallLimit, _ redactor: Redactor
    ) async throws(APIError) -> String {
        let wait = TokenWait()
        let asking = Task { await wait.finish(result(of: provider, request, redactor)) }
        let watchdog = limit.deadline.map { deadline in
            Task {
                guard (try? await Task.sleep(until: deadline, clock: .continuous)) != nil else { return }
                wait.finish(.failure(.timeout(CallTimeout(part: .total, limit: limit.total, head: nil))))
            }
        }
        defer {
            asking.cancel()
            watchdog?.cancel()
        }
        return try await wait.outcome().get()
    }

    private static func result(
        of provider: TokenProvider, _ request: TokenRequest, _ redactor: Redactor
    ) async -> Result<String, APIError> {
        do {
            return .success(try await provider(request))
        } catch let error as APIError {
            return .failure(error)
        } catch is CancellationError {
            return .failure(.cancelled)
        } catch {
            let reason = ServerMessage.line("no token: \(redactor.text(ForeignError.text(error)))", limit: 500)
            return .failure(.connection(ConnectionFailure(mayHaveBeenSent: false, reason: reason, head: nil)))
        }
    }

    private func outcome() async -> Result<String, APIError> {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if state.outcome == nil { state.waiter = continuation }
                    return state.outcome != nil
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            finish(.failure(.cancelled))
        }
        return state.withLock { $0.outcome } ?? .failure(.cancelled)
    }

    private func finish(_ outcome: Result<String, APIError>) {
        let waiter = state.withLock { state in
            if state.outcome == nil { state.outcome = outcome }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }
}
