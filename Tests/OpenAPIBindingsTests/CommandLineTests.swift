import Foundation
import Testing

@Suite struct CommandLineTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Descriptions.pets, to: "pets.yaml")
    }

    @Test(arguments: [["--help"], ["generate", "--help"], ["check", "--help"], ["vendor", "-h"], ["help", "vendor"], []])
    func helpIsAResult(_ arguments: [String]) throws {
        let run = try Program.run(arguments, in: folder)
        #expect(run.code == 0)
        #expect(run.error == "")
        #expect(run.output.hasPrefix("OVERVIEW: "))
    }

    @Test func saysItsVersion() throws {
        #expect(try Program.run("--version", in: folder) == .init(output: "0.1.0\n"))
    }

    @Test(arguments: [
        (["generate", "--config", "c", "--strcit"], "Error: Unknown option '--strcit'. Did you mean '--strict'?"),
        (["generte"], "Error: There is no command \"generte\". Commands: generate, check, vendor, inspect, help."),
        (["generate"], "Error: Give --config FILE, or --spec FILE --module NAME --output DIR."),
        (
            ["generate", "--spec", "pets.yaml"],
            "Error: --module NAME and --output DIR missing. Give --config FILE, or --spec FILE --module NAME --output DIR."
        ),
        (["generate", "--config"], "Error: Missing value for '--config <file>'"),
        (["generate", "--sepc", "pets.yaml"], "Error: Unknown option '--sepc'. Did you mean '--spec'?"),
        (
            ["check", "--config", "c", "--spec", "s"],
            "Error: Give --config FILE, which says the rest, or --spec FILE --module NAME --output DIR, not both."
        ),
        (["vendor", "--spec", "s", "--module", "M"], "Error: Missing expected argument '<dir>'"),
        (["vendor", "d"], "Error: Give --config FILE, or --spec FILE --module NAME."),
        (
            ["generate", "--spec", "pets.yaml", "--module", "../x", "--output", "o"],
            #"Error: "../x" cannot name the module: a Swift name has letters, digits and _, and begins with no digit."#
        ),
        (
            ["generate", "--spec", "pets.yaml", "--module", "M", "--client", "M", "--output", "o"],
            "Error: the client cannot be named like its module (M): Swift cannot tell the two apart; give it another name."
        ),
    ])
    func aFaultOfTheCommandLineIsCodeTwo(_ arguments: [String], _ message: String) throws {
        let run = try Program.run(arguments, in: folder)
        #expect(run.code == 2)
        #expect(run.output == "")
        let lines = run.error.components(separatedBy: "\n")
        #expect(lines[0] == message)
        let command = ["generate", "check", "vendor"].contains(arguments[0]) ? " \(arguments[0]) " : " "
        #expect(lines.contains { $0.hasPrefix("Usage: openapi-bindings\(command)") })
        #expect(try folder.contents().keys.sorted() == ["pets.yaml"])
    }
}

@Suite struct ConfigurationTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Descriptions.pets, to: "pets.yaml")
    }

    private func refusal(of configuration: String) throws -> String {
        try folder.write(configuration, to: "bindings.yaml")
        let run = try Program.run("generate", "--config", "bindings.yaml", in: folder)
        #expect(run.code == 1)
        #expect(run.output == "")
        #expect(try folder.contents().keys.sorted() == ["bindings.yaml", "pets.yaml"])
        return run.error
    }

    @Test func saysWhatIsMissingOrUnknownAndWhere() throws {
        #expect(
            try refusal(of: "spec: pets.yaml\nmodule: [Pets]\noutputs: out\n") == """
                bindings.yaml:1:1: error: the field "output" is missing [invalid-configuration]
                    spec: pets.yaml
                    ^
                bindings.yaml:2:9: error: "module" must be a text [invalid-configuration]
                    module: [Pets]
                            ^
                bindings.yaml:3:1: error: "outputs" is no field of a configuration; there are spec, module, output, client, names, include, exclude [invalid-configuration]
                    outputs: out
                    ^
                error: nothing was written: the configuration bindings.yaml is at fault [failed]

                """)
        #expect(
            try refusal(of: "- a\n") == """
                bindings.yaml:1:1: error: a configuration is a mapping with spec, module and output [invalid-configuration]
                    - a
                    ^
                error: nothing was written: the configuration bindings.yaml is at fault [failed]

                """)
        #expect(
            try refusal(of: "spec: {\n") == """
                bindings.yaml:2:1: error: Expected a value, found the end of the file. [yaml-syntax]
                error: nothing was written: the configuration bindings.yaml is at fault [failed]

                """)
    }

    @Test func saysWhichNamesSwiftDoesNotTake() throws {
        #expect(
            try refusal(of: "spec: pets.yaml\nmodule: ../x\noutput: out\nclient: 1st\n") == """
                bindings.yaml:2:9: error: "../x" cannot name the module: a Swift name has letters, digits and _, and begins with no digit [invalid-name]
                    module: ../x
                            ^
                bindings.yaml:4:9: error: "1st" cannot name the client: a Swift name has letters, digits and _, and begins with no digit [invalid-name]
                    client: 1st
                            ^
                error: nothing was written: the configuration bindings.yaml is at fault [failed]

                """)
        #expect(
            try refusal(of: "spec: pets.yaml\nmodule: Pets\noutput: out\nclient: Pets\n") == """
                bindings.yaml:4:9: error: the client cannot be named like its module (Pets): Swift cannot tell the two apart; give it another name [client-named-like-module]
                    client: Pets
                            ^
                error: nothing was written: the configuration bindings.yaml is at fault [failed]

                """)
        #expect(
            try refusal(of: "spec: pets.yaml\nmodule: Pets\noutput: out\nnames:\n  /components/schemas/Pet: a b\n") == """
                bindings.yaml:5:3: error: "a b" is no Swift name: letters, digits and _, and no digit first [invalid-name]
                      /components/schemas/Pet: a b
                      ^
                error: nothing was written, because of an error [failed]

                """)
    }

    @Test func warnsOfANameForNothing() throws {
        try folder.write("spec: pets.yaml\nmodule: Pets\noutput: out\nnames:\n  /components/schemas/Dog: Dog\n", to: "bindings.yaml")
        let run = try Program.run("check", "--config", "bindings.yaml", in: folder)
        #expect(
            run.error.hasPrefix(
                """
                bindings.yaml:5:3: warning: there is nothing at "/components/schemas/Dog" that takes a name; remove this line or correct the pointer [unused-name]
                      /components/schemas/Dog: Dog
                      ^

                """))
    }

    @Test func aConfigurationThatIsMissingIsSaid() throws {
        #expect(
            try Program.run("generate", "--config", "none.yaml", in: folder)
                == .init(code: 1, error: "error: cannot read none.yaml: no such file or directory [failed]\n"))
    }
}
