import APIRuntime
import Foundation
import GoldenSeveralFiles
import Testing

/// A description in several files, with names given to things in each of them.
@Suite struct SeveralFilesTests {
    private func client(_ transport: ScriptedTransport) throws -> Cloud {
        Cloud(server: try Cloud.server(region: "ams"), transport: transport)
    }

    @Test func takesParametersAnswersAndHeadersFromOtherFiles() async throws {
        let transport = ScriptedTransport(
            .init(
                status: 200, contentType: "application/json", body: #"[{"id":1,"region":"nyc","clones":[{"id":2}]}]"#,
                headers: [(name: "ratelimit-remaining", value: "7")]))
        let headers = ResponseHeaders<RemainingHeaders>()
        let droplets = try await client(transport).droplets(perPage: 2, tag: ["a", "b"], headers: headers)
        #expect(droplets == [Droplet(id: 1, region: .newYork, clones: [Droplet(id: 2)])])
        #expect(try headers.read()?.ratelimitRemaining == 7)
        #expect(await transport.sent == ["GET https://example.com/ams/droplets?per_page=2&tag=a&tag=b\naccept: application/json"])
    }

    @Test func namesAlternativesByWhereTheyStand() throws {
        let attached = try decoded(#"{"id":1,"tracks":80,"label":{"colour":"red"}}"#, as: Attached.self)
        #expect(attached == .disc(.init(id: 1, tracks: 80, label: Disc.Label(colour: "red"))))
    }

    @Test func subclassesInOtherFilesAreToldByTheMapping() throws {
        let text = #"{"actions":[{"kind":"resize","size":2},{"kind":"rename","to":"web"},{"kind":"reboot"}]}"#
        let log = try decoded(text, as: Log.self)
        #expect(log.actions == [.resize(Resize(size: 2)), .rename(Rename(to: "web")), .unrecognized(["kind": "reboot"])])
        try expectRoundTrip(text, as: Log.self)
    }

    @Test func checksRulesOfOtherFiles() async throws {
        let transport = ScriptedTransport(.json("[]"))
        await #expect { try await client(transport).droplets(perPage: 0) } throws: { error in
            "\(error)" == "invalid request: 1 rule is broken: /per_page: must be at least 1, is 0"
        }
        #expect(await transport.sent == [])
    }

    @Test func anOperationOfAnotherFileHasItsPlaceHere() async throws {
        let transport = ScriptedTransport(.json(#"{"id":1,"ipv4":"10.0.0.1"}"#), .json(#"{"message":"gone"}"#, status: 404), .init())
        let client = try client(transport)
        let droplet = try await client.getDroplet(id: 1)
        #expect(droplet.address == "10.0.0.1")
        do {
            _ = try await client.getDroplet(id: 2)
            Issue.record("404 is a failure")
        } catch {
            #expect(error.body(as: Problem.self) == Problem(message: "gone"))
        }
        try await client.deleteDroplet(id: 3)
        #expect(
            await transport.sent == [
                "GET https://example.com/ams/droplets/1\naccept: application/json",
                "GET https://example.com/ams/droplets/2\naccept: application/json", "DELETE https://example.com/ams/droplets/3",
            ])
    }

    @Test func schemasOfSeveralFilesReferToEachOther() throws {
        try expectRoundTrip(#"{"id":1,"network":{"gateway":"g","droplets":[{"id":2}]}}"#, as: Droplet.self)
        #expect(Droplet(id: 1, network: Net(droplets: [Droplet(id: 2)])).network?.droplets?.first?.id == 2)
    }

    @Test func variantsOfOtherFilesAreNamedAndTold() throws {
        #expect(try decoded(#"{"kind":"disk","size":3}"#) == Volume.disk(Disk(kind: "disk", size: 3)))
        #expect(try decoded(#"{"kind":"bucket","region":"ams"}"#) == Volume.bucket(Bucket(kind: "bucket", region: "ams")))
        // A file that a component refers to is told by the component's name.
        guard case .droplet(let droplet) = try decoded(#"{"kind":"Droplet","id":1}"#, as: Volume.self) else {
            Issue.record("it is another variant")
            return
        }
        #expect(droplet.id == 1)
    }
}
