import Foundation
import Testing

@Suite struct InspectTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Self.description, to: "api/openapi.yaml")
        try folder.write(Self.models, to: "api/models.yaml")
    }

    private static let description = """
        openapi: 3.1.1
        info: { title: Pets, version: 1.0.0 }
        servers: [{ url: 'https://example.com' }]
        security: [{ key: [] }]
        paths:
          /pets:
            get:
              operationId: listPets
              tags: [Pets]
              parameters:
                - { name: tags, in: query, explode: false, schema: { type: array, items: { type: string } } }
                - { name: id, in: header, schema: { type: string } }
              responses:
                '200': { description: All., content: { application/json: { schema: { $ref: 'models.yaml#/Pet' } } } }
            delete:
              responses:
                '204': { description: Gone. }
        components:
          securitySchemes:
            key: { type: http, scheme: bearer }
          schemas:
            Pet: { $ref: 'models.yaml#/Pet' }

        """

    private static let models = """
        Pet:
          type: object
          discriminator: { propertyName: age }
          properties:
            age: { type: integer }
        """

    @Test func countsWhatWebhooksAndCallbacksHave() throws {
        let text = """
            openapi: 3.1.1
            info: { title: Hooks, version: 1.0.0 }
            paths:
              /subscriptions:
                post:
                  operationId: subscribe
                  responses: { '204': { description: Done. } }
                  callbacks: { onEvent: { '{$request.body#/url}': { post: { requestBody: { content: { application/json: { schema: { type: string } } } } } } } }
            webhooks: { news: { post: { requestBody: { content: { application/json: { schema: { type: string } } } } } } }

            """
        try folder.write(text, to: "hooks.yaml")
        let run = try Program.run("inspect", "hooks.yaml", in: folder)
        #expect(run.output.contains("\ncallbacks: 1\n  onEvent of POST /subscriptions\n"))
        #expect(run.output.contains("\nmedia types: 1\n       2  application/json\n"))
    }

    @Test func saysWhatADescriptionHoldsAndWhatOfItIsNotTurnedIntoSwift() throws {
        let run = try Program.run("inspect", "api/openapi.yaml", in: folder)
        #expect(
            run
                == .init(
                    output: """
                        Pets 1.0.0, OpenAPI 3.1.1, 2 files

                        servers: 1
                          https://example.com

                        operations: 2
                          GET    /pets  listPets
                          DELETE /pets

                        schemas: 1

                        media types: 1
                               1  application/json

                        parameters: 2
                               1  query form not exploded
                               1  header simple

                        security schemes: 1
                          key: http bearer

                        keywords of schemas: 5
                               5  type
                               2  $ref
                               1  discriminator
                               1  items
                               1  properties

                        not turned into Swift: 1
                          models.yaml#/Pet/discriminator
                              this discriminator tells nothing apart: there is no oneOf or anyOf, and no component has this schema in its allOf; list the alternatives with oneOf [unsupported-discriminator]

                        """))
    }

    @Test func theSameAsOneJSONObject() throws {
        let run = try Program.run("inspect", "api/openapi.yaml", "--format", "json", in: folder)
        #expect(run.code == 0)
        #expect(run.error == "")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(
            object.keys.sorted() == [
                "callbacks", "files", "keywords", "mediaTypes", "openapi", "operations", "parameters", "schemas", "securitySchemes",
                "servers", "title", "unsupported", "version", "webhooks",
            ])
        #expect(object["files"] as? [String] == ["api/openapi.yaml", "api/models.yaml"])
        #expect(object["mediaTypes"] as? [String: Int] == ["application/json": 1])
        let places = try #require(object["unsupported"] as? [[String: Any]])
        #expect(places.map { $0["file"] as? String } == ["api/models.yaml"])
        #expect(places.map { $0["pointer"] as? String } == ["/Pet/discriminator"])
    }

    @Test func aDescriptionWithErrorsIsInspectedAsFarAsItGoes() throws {
        try folder.write(Self.models.replacingOccurrences(of: "integer", with: "intger"), to: "api/models.yaml")
        let run = try Program.run("inspect", "api/openapi.yaml", in: folder)
        #expect(run.code == 1)
        #expect(run.output.hasPrefix("Pets 1.0.0, OpenAPI 3.1.1, 2 files\n"))
        #expect(run.output.contains("\n\nwhat is turned into Swift is known when the errors are mended\n"))
        #expect(run.error.hasPrefix("api/models.yaml:5:18: error: \"intger\" is no type;"))
        #expect(run.error.hasSuffix("error: the description is at fault: it has an error [failed]\n"))
    }

    @Test func aConfigurationSaysWhichOperationsAreLookedAt() throws {
        try folder.write(
            "spec: api/openapi.yaml\nmodule: M\noutput: out\ninclude: { operations: [listPets] }\n", to: "bindings.yaml")
        let run = try Program.run("inspect", "--config", "bindings.yaml", in: folder)
        #expect(run.code == 0)
        #expect(run.output.contains("\noperations: 1\n  GET    /pets  listPets\n\n"))
    }

    @Test(arguments: [["inspect"], ["inspect", "a", "--config", "b"]])
    func oneDescriptionIsNeeded(_ arguments: [String]) throws {
        let run = try Program.run(arguments, in: folder)
        #expect(run.code == 2)
        #expect(run.error.hasPrefix("Error: Give either a description or --config FILE."))
    }

    @Test func saysWhatElseADescriptionMayHold() throws {
        try folder.write(
            """
            openapi: 3.2.0
            info: { title: Hooks, version: '1' }
            paths:
              /all:
                additionalOperations:
                  PURGE:
                    operationId: purge
                    parameters:
                      - { name: session, in: cookie, schema: { type: string } }
                      - { name: filter, in: query, content: { application/json: { schema: { type: object } } } }
                      - { name: path, in: query, allowReserved: true, schema: { type: string } }
                    responses: { '204': { description: Gone. } }
            webhooks:
              created:
                post:
                  requestBody: { content: { application/json: { schema: { type: object, properties: { id: { type: integer } } } } } }
                  responses: { '204': { description: Seen. } }

            """, to: "hooks.yaml")
        let run = try Program.run("inspect", "hooks.yaml", in: folder)
        #expect(
            run
                == .init(
                    output: """
                        Hooks 1, OpenAPI 3.2.0, 1 file

                        operations: 1
                          PURGE  /all  purge

                        webhooks: 1
                          created

                        media types: 1
                               1  application/json

                        parameters: 3
                               1  cookie form
                               1  query content
                               1  query form allowReserved

                        keywords of schemas: 2
                               5  type
                               1  properties

                        everything is turned into Swift

                        """))
    }
}
