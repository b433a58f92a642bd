#if canImport(FoundationNetworking)
    import Foundation

    /// In place of FoundationNetworking's function of this name, which this program's dynamic linker finds first.
    ///
    /// Of every request, that one loses the text of the URL: it gives back what libcurl has parsed with `curl_free`, not
    /// `curl_url_cleanup`. That came to half a kilobyte for each stream, so that no loss of this package's own could be seen beside it.
    @_cdecl("CFURLSessionCurlHostIsEqual")
    public func hasHost(_ url: UnsafePointer<CChar>, _ host: UnsafePointer<CChar>) -> Bool {
        URL(string: String(cString: url))?.host() == String(cString: host)
    }
#endif
