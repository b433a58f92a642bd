import APIRuntime
import Foundation
import Testing

@Suite struct ServerTemplateTests {
    private func error(_ template: String, _ variables: [String: String] = [:]) -> String? {
        do throws(APIError) {
            _ = try ServerTemplate.url(template, variables)
            return nil
        } catch {
            return error.description
        }
    }

    @Test("variables are filled in")
    func variables() throws {
        let url = try ServerTemplate.url("https://{region}.example.com:{port}/{base}", ["region": "eu", "port": "8443", "base": "v1/x"])
        #expect(url.absoluteString == "https://eu.example.com:8443/v1/x")
        #expect(try ServerTemplate.url("{URL}", ["URL": "http://[::1]:80"]).absoluteString == "http://[::1]:80")
    }

    @Test("what is no URL of a server is refused, and a password is not repeated")
    func invalid() {
        #expect(error("{URL}") == "invalid request: 1 rule is broken: /server: has no value for {URL}")
        #expect(error("/v1") == "invalid request: 1 rule is broken: /server: must be an absolute URL")
        #expect(error("ftp://a.b") == "invalid request: 1 rule is broken: /server: must be an http or https URL")
        #expect(error("https://") == "invalid request: 1 rule is broken: /server: must have a host")
        #expect(error("https://a.b/?x=1") == "invalid request: 1 rule is broken: /server: must not have a query or a fragment")
        #expect(error("https://a.b/#x") == "invalid request: 1 rule is broken: /server: must not have a query or a fragment")
        #expect(error("https://me:secret@a.b") == "invalid request: 1 rule is broken: /server: must not have user information")
    }
}
