import APIRuntime
import Foundation
import GoldenUnions
import Testing

@Suite struct UnionsTests {
    @Test func isTheCaseThatTheDiscriminatorSays() throws {
        try expectRoundTrip(#"{"kind":"tom","lives":7}"#, as: Pet.self)
        #expect(try decoded(#"{"kind":"felix","lives":7}"#) == Pet.cat(Cat(kind: "felix", lives: 7)))
        #expect(try decoded(#"{"kind":"Dog","barks":true}"#) == Pet.dog(Dog(kind: "Dog", barks: true)))
        #expect(try decoded(#"{"kind":"shark","depth":1}"#) == Pet.fish(Fish(kind: .shark, depth: 1)))
        #expect(refusal(of: #"{"kind":"tom"}"#, as: Pet.self) == "/lives: required, but absent (at byte 0)")
        #expect(violations(of: Pet.cat(Cat(kind: "tom", lives: 10))) == ["/lives: must be at most 9, is 10"])
    }

    @Test func objectsToACaseThatSaysItIsAnother() throws {
        #expect(violations(of: Pet.dog(Dog(kind: "Dog"))) == [])
        #expect(violations(of: Pet.dog(Dog(kind: "tom"))) == [#"/kind: must be one of "Dog", is "tom""#])
        #expect(
            violations(of: Holder(pets: [.cat(Cat(kind: "bird", lives: 10))])) == [
                "/pets/0/lives: must be at most 9, is 10", #"/pets/0/kind: must be one of "Cat", "felix" or "tom", is "bird""#,
            ])
        #expect(violations(of: PetOrDog.dog(Dog(kind: "wolf"))) == [])
        #expect(violations(of: PetOrDog.dog(Dog(kind: "tom"))) == [#"/kind: must be one of "Dog", is "tom""#])
    }

    @Test func keepsWhatNoCaseTakes() throws {
        let bird = #"{"kind":"bird","wings":[1.50,2]}"#
        try expectRoundTrip(bird, as: Pet.self)
        let pet = try decoded(bird, as: Pet.self)
        #expect(pet == .unrecognized(["kind": "bird", "wings": [.number(JSONNumber("1.50")!), 2]]))
        let known = #"must be one of "Cat", "Dog", "felix", "fish", "shark" or "tom", is "bird""#
        #expect(violations(of: Holder(pet: pet)) == ["/pet/kind: \(known)"])
        #expect(violations(of: Holder(pets: [.dog(Dog(kind: "Dog")), pet])) == ["/pets/1/kind: \(known)"])
        #expect(try decoded("1", as: Found.self) == .unrecognized(1))
    }

    @Test func fallsBackToTheDefaultMapping() throws {
        #expect(try decoded(#"{"kind":"tom","lives":1}"#) == PetOrDog.cat(Cat(kind: "tom", lives: 1)))
        #expect(try decoded(#"{"kind":"wolf"}"#) == PetOrDog.dog(Dog(kind: "wolf")))
    }

    @Test func isToldByConstantsThenByRequiredProperties() throws {
        #expect(try decoded(#"{"form":"square","side":2}"#) == Shape.square(.init(side: 2)))
        #expect(try encoded(Shape.circle(.init(radius: 2.5))) == #"{"form":"circle","radius":2.5}"#)
        #expect(try decoded(#"{"number":2}"#) == Found.byNumber(.init(number: 2)))
        #expect(try decoded(#"{"name":"x"}"#) == Found.byName(.init(name: "x")))
    }

    @Test func aNewValueOfAnEnumerationLeavesItWhatItIs() throws {
        let holder = try decoded(#"{"account":{"id":"1","status":"asleep"}}"#, as: Holder.self)
        #expect(holder.account == .account(Account(id: "1", status: .value(.init(rawValue: "asleep")))))
        #expect(try decoded(#"{"account":{"id":"1","status":null}}"#, as: Holder.self).account == .account(Account(id: "1", status: .null)))
    }

    @Test func alternativesWithOneBaseAreToldAsItSays() throws {
        let parrot = #"{"kept":{"species":"Parrot","sings":true,"words":["a"]}}"#
        try expectRoundTrip(parrot, as: Holder.self)
        guard case .parrot? = try decoded(parrot, as: Holder.self).kept else { return #expect(Bool(false)) }
        guard case .worm? = try decoded(#"{"kept":{"species":"worm"}}"#, as: Holder.self).kept else { return #expect(Bool(false)) }
    }

    @Test func isToldByKindThenByValidation() throws {
        #expect(try decoded("3") == Limited.integer(3))
        #expect(try decoded("[1]") == Limited.integers([1]))
        #expect(try decoded(#"["a"]"#) == Limited.strings(["a"]))
        #expect(try decoded("[true]") == Limited.unrecognized([true]))
        #expect(violations(of: Limited.integer(10)) == ["must be at most 9, is 10"])
        #expect(violations(of: Limited.string("ab")) == ["must have at least 3 characters, has 2"])
    }

    @Test func containsItself() throws {
        try expectRoundTrip(#"{"left":["a",{"left":"b","right":"c"}],"right":"d"}"#, as: Tree.self)
        #expect(
            violations(of: Tree.branch(Branch(left: .arrayOfTree([.string("")])))) == ["/left/0: must have at least 1 character, has 0"])
        try expectRoundTrip(#"[[{"next":true}],{}]"#, as: Chain.self)
    }

    @Test func isOneTypeWhereOneServes() throws {
        let holder = Holder(
            maybe: .value(.integer(1)), several: .null, list: .integers([1]), model: .small, level: .auto, text: "x", number: 1.5)
        let text = #"{"maybe":1,"several":null,"list":[1],"model":"small","level":"auto","text":"x","number":1.5}"#
        #expect(try encoded(holder) == text)
        try expectRoundTrip(text, as: Holder.self)
        #expect(violations(of: Holder(model: .init(rawValue: "huge"))) == [])
        #expect(violations(of: Holder(level: .init(rawValue: "huge"))).count == 1)
    }

    /// Each level could be tried as each alternative: the time would double with every level.
    @Test(.timeLimit(.minutes(1))) func readsDeepValuesInShortTime() throws {
        let text = String(repeating: "[", count: 400) + "1" + String(repeating: "]", count: 400)
        let tree = try decoded(text, as: Tree.self)
        #expect(violations(of: tree).count == 1)
    }

    @Test func isAWholeBodyAndAWholeAnswer() async throws {
        let transport = ScriptedTransport(.json(#"{"kind":"Dog","barks":true}"#), .json(#"{"kind":"bird"}"#))
        let client = GoldenUnionsClient(server: .example, transport: transport)
        #expect(try await client.swapPet(.cat(Cat(kind: "tom", lives: 7))) == .dog(Dog(kind: "Dog", barks: true)))
        #expect(try await client.swapPet(.dog(Dog(kind: "Dog"))) == .unrecognized(["kind": "bird"]))
        let head = "POST https://example.com/base/pet\naccept: application/json\ncontent-type: application/json\n\n"
        #expect(await transport.sent == [head + #"{"kind":"tom","lives":7}"#, head + #"{"kind":"Dog"}"#])
    }

    @Test func isTheFirstOfTwoThatNothingTellsApart() throws {
        guard case .one(let first)? = try decoded(#"{"alike":{"a":"x"}}"#, as: Holder.self).alike else {
            Issue.record("it is not the first")
            return
        }
        #expect(first.a == "x")
        for text in [#"{"when":"2026-11-21"}"#, #"{"when":1.5}"#, #"{"several":"a"}"#, #"{"several":1}"#, #"{"several":null}"#] {
            try expectRoundTrip(text, as: Holder.self)
            #expect(violations(of: try decoded(text, as: Holder.self)) == [])
        }
    }

    @Test func isABaseWithTheSubclassesThatHaveItInTheirAllOf() throws {
        #expect(try decoded(#"{"species":"worm","age":1}"#) == Animal.worm(Worm(species: .worm, age: 1)))
        #expect(try decoded(#"{"species":"Animal"}"#) == Animal.animalBase(.init(species: .animal)))
        #expect(try decoded(#"{"species":"Bird","sings":true}"#) == Animal.birdBase(.init(species: .bird, sings: true)))
        let parrot = #"{"species":"Parrot","age":60,"sings":false,"words":["a","b"]}"#
        #expect(try decoded(parrot) == Animal.parrot(Parrot(species: .parrot, age: 60, sings: false, words: ["a", "b"])))
        #expect(try decoded(parrot) == Bird.parrot(Parrot(species: .parrot, age: 60, sings: false, words: ["a", "b"])))
        for text in [parrot, #"{"species":"fish","fins":3}"#] {
            try expectRoundTrip(text, as: Animal.self)
            try expectRoundTrip("{\"animal\":\(text),\"bird\":\(text)}", as: Holder.self)
        }
        #expect(try decoded(#"{"species":"fish","fins":3}"#) == Animal.unrecognized(["species": "fish", "fins": 3]))
        #expect(violations(of: Animal.worm(Worm(species: .worm, age: -1))) == ["/age: must be at least 0, is -1"])
        #expect(violations(of: Animal.parrot(Parrot(species: .parrot, age: 1, sings: true))) == [])
        let holder = try decoded(#"{"ownAnimal":{"species":"Bird","name":"Polly"}}"#, as: Holder.self)
        #expect(holder.ownAnimal?.name == "Polly")
    }

    /// Each subclass is valid as its base too, so a rule must not demand that a value is one of them alone.
    @Test func isABaseInsideRulesAndBesideOthers() throws {
        let worm = #"{"species":"worm","age":1}"#
        #expect(violations(of: try decoded("{\"some\":[1,\(worm)]}", as: Stable.self)) == [])
        #expect(violations(of: try decoded(#"{"some":[1,{"species":1}]}"#, as: Stable.self)).count == 1)
        #expect(violations(of: try decoded(#"{"none":{"type":"bike"}}"#, as: Stable.self)).count == 1)
        #expect(try decoded(#"{"species":"Animal","age":3}"#) == Stable.Answer.animal(.animalBase(.init(species: .animal, age: 3))))
        #expect(try decoded(#"{"text":"x"}"#) == Stable.Answer.problem(Problem(text: "x")))
        #expect(try decoded(worm) == Animal.worm(Worm(species: .worm, age: 1)))
        let stable = Stable(words: .worm(Worm(species: .worm)))
        #expect(stable.last == nil)
        #expect(try encoded(stable) == #"{"words":{"species":"worm"}}"#)
    }

    @Test func isAFormWhereItsBaseHoldsAFile() async throws {
        let transport = ScriptedTransport()
        let client = GoldenUnionsClient(server: .example, transport: transport)
        try await client.sendFile(SentFile(kind: "a", file: .data(Data("abc".utf8))))
        let sent = try #require(await transport.sent.first)
        #expect(sent.contains("name=\"kind\"\r\n\r\na\r\n"))
        #expect(sent.contains("\r\n\r\nabc\r\n"))
    }

    @Test func isTheBaseWhereNothingSaysWhichSubclass() throws {
        #expect(try decoded(#"{"kind":"Fern","leaves":2}"#) == Plant.fern(Fern(kind: "Fern", leaves: 2)))
        #expect(try decoded("{}") == Plant.plantBase(.init()))
        for text in [#"{"kind":"Oak","rings":2}"#, #"{"kind":1}"#] {
            try expectRoundTrip(text, as: Plant.self)
            guard case .unrecognized = try decoded(text, as: Plant.self) else {
                Issue.record("\(text) is not kept as it is")
                return
            }
        }
    }

    @Test func isABaseWithItsSubclasses() throws {
        try expectRoundTrip(#"{"type":"car","wheels":4,"doors":3}"#, as: Vehicle.self)
        #expect(try decoded(#"{"type":"bike","bell":true}"#) == Vehicle.bike(Bike(bell: true)))
        #expect(try decoded(#"{"type":"car","doors":3}"#) == Vehicle.car(Car(type: "car", doors: 3)))
        #expect(violations(of: Car(type: "car", wheels: 0, doors: 3)) == ["/wheels: must be at least 1, is 0"])
        #expect(violations(of: Vehicle.bike(Bike(type: "bike", wheels: 2))) == [])
    }

    /// OpenAPI 3.1.1, "Options for Mapping Values to Schemas": a value without a mapping is the name of a schema.
    @Test func knowsTheNamesOfSchemasBesideAMapping() throws {
        #expect(try decoded(#"{"type":"Car","doors":3}"#) == Vehicle.car(Car(type: "Car", doors: 3)))
        #expect(try decoded(#"{"type":"Bike"}"#) == Vehicle.bike(Bike(type: "Bike")))
        #expect(try decoded(#"{"type":"Vehicle"}"#) == Vehicle.unrecognized(["type": "Vehicle"]))
    }

    /// A caller need not say what the discriminator's mapping says; who means something else may.
    @Test func knowsTheTextThatTellsAStructure() throws {
        #expect(try String(decoding: JSONWriter.bytes(Car(doors: 3)), as: UTF8.self) == #"{"type":"car","doors":3}"#)
        #expect(try String(decoding: JSONWriter.bytes(Car(type: "van", doors: 3)), as: UTF8.self) == #"{"type":"van","doors":3}"#)
    }

    @Test func keepsANumberBeyondTheRangeOfItsType() throws {
        for text in ["9223372036854775808", "-9223372036854775809", "18446744073709551616", "1.5", "1e400"] {
            let code = try decoded(text, as: Code.self)
            #expect(code == .unrecognized(.number(JSONNumber(text)!)))
            #expect(try encoded(code) == text)
        }
        #expect(try decoded("9223372036854775807") == Code.integer(.max))
        #expect(try decoded("2147483648") == ShortCode.unrecognized(2_147_483_648))
        #expect(try decoded("1e400") == Rate.unrecognized(.number(JSONNumber("1e400")!)))
        let text = try decoded("9223372036854775808", as: Code.self)
        #expect(violations(of: text) == ["is none of the 2 values that are allowed"])
    }

    @Test func isTheMapWhereAStructureWouldLoseSomething() throws {
        #expect(try decoded(#"{"z":1}"#) == NoteOrMap.map(["z": 1]))
        #expect(try decoded(#"{"z":1}"#) == MapOrNote.map(["z": 1]))
        #expect(try decoded(#"{"z":1}"#) == NoteOrCounts.map(["z": 1]))
        #expect(try decoded(#"{"z":1}"#) == NoteOrObject.map(["z": 1]))
        guard case .open = try decoded(#"{"z":1}"#, as: NoteOrOpen.self) else { return #expect(Bool(false)) }
        // What it knows it may know by chance: a name is no proof that it is a note.
        let more = #"{"name":"a","z":1}"#
        #expect(try decoded(more) == NoteOrMap.map(["name": "a", "z": 1]))
        #expect(try decoded(more) == MapOrNote.map(["name": "a", "z": 1]))
        try expectRoundTrip(#"{"z":1}"#, as: NoteOrMap.self)
    }

    @Test func isTheStructureThatLosesNothing() throws {
        #expect(try decoded(#"{"name":"a"}"#) == NoteOrMap.note(Note(name: "a")))
        #expect(try decoded(#"{"name":"a"}"#) == MapOrNote.note(Note(name: "a")))
        #expect(try decoded(#"{"name":"a"}"#) == NoteOrCounts.note(Note(name: "a")))
        #expect(try decoded("{}") == NoteOrMap.note(Note()))
        // The map does not take it.
        #expect(try decoded(#"{"name":"a","z":1}"#) == NoteOrCounts.note(Note(name: "a")))
    }

    /// A server may say more of it one day.
    @Test func isTheStructureThatSomethingTells() throws {
        #expect(try decoded(#"{"id":"1","new":2}"#) == AccountOrMap.account(Account(id: "1")))
        #expect(try decoded(#"{"sort":"sized","new":2}"#) == SizedOrMap.sized(Sized(sort: "sized")))
        #expect(try decoded(#"{"new":2}"#) == SizedOrMap.map(["new": 2]))
        #expect(try decoded(#"{"kind":"Dog","new":2}"#) == PetOrMap.pet(.dog(Dog(kind: "Dog"))))
    }

    @Test func isTheListThatItsFirstObjectTells() throws {
        #expect(try decoded(#"[{"text":"a"}]"#) == NotesOrProblems.arrayOfProblem([Problem(text: "a")]))
        #expect(try decoded(#"[{},{"text":"a"}]"#) == NotesOrProblems.arrayOfProblem([Problem(), Problem(text: "a")]))
        #expect(try decoded(#"[{"name":"a"}]"#) == NotesOrProblems.arrayOfNote([Note(name: "a")]))
        #expect(try decoded("[]") == NotesOrProblems.arrayOfNote([]))
        #expect(try decoded(#"[{"name":"a"}]"#) == NotesOrMaps.arrayOfNote([Note(name: "a")]))
        try expectRoundTrip(#"[{"z":1}]"#, as: NotesOrMaps.self)
        #expect(try decoded(#"[1]"#) == NotesOrProblems.unrecognized([1]))
    }

    @Test func isTheCaseThatANumberSays() throws {
        #expect(try decoded(#"{"n":1,"a":"x"}"#) == Control.row(Row(n: .value1, a: "x")))
        #expect(try decoded(#"{"n":2.0,"b":"x"}"#) == Control.button(Button(n: .value2, b: "x")))
        #expect(try decoded(#"{"n":1}"#) == ControlByConstants.row(Row(n: .value1)))
        #expect(try decoded(#"{"n":2}"#) == ControlByConstants.button(Button(n: .value2)))
        #expect(try decoded(#"{"unit":1,"length":2.5}"#) == Measure.metre(Metre(unit: 1, length: 2.5)))
        #expect(try decoded(#"{"unit":2e0}"#) == Measure.gram(Gram(unit: 2)))
        for text in [#"{"n":3}"#, #"{"n":"1"}"#, #"{"n":true}"#, #"{"n":null}"#, "{}"] {
            guard case .unrecognized = try decoded(text, as: Control.self) else { return #expect(Bool(false), "\(text)") }
            try expectRoundTrip(text, as: Control.self)
        }
        #expect(violations(of: try decoded(#"{"n":1}"#, as: Control.self)) == [])
        #expect(violations(of: try decoded(#"{"n":3}"#, as: Control.self)) == ["/n: must be one of 1 or 2, is 3"])
    }

    @Test func isTheCaseThatABooleanSays() throws {
        #expect(try decoded(#"{"ok":true,"id":1}"#) == Reply.accepted(Accepted(ok: true, id: 1)))
        #expect(try decoded(#"{"ok":false,"id":1}"#) == Reply.refused(Refused(ok: false, id: 1)))
        #expect(try decoded(#"{"lit":true}"#) == Light.lamp(Lamp(lit: true)))
        #expect(try decoded(#"{"lit":false}"#) == Light.candle(Candle(lit: false)))
        #expect(try decoded(#"{"lit":"true"}"#) == Light.unrecognized(["lit": "true"]))
    }

    @Test func isTheCaseThatATextOrANumberSays() throws {
        guard case .auto = try decoded(#"{"mode":"auto"}"#, as: Either.self) else { return #expect(Bool(false)) }
        guard case .manual = try decoded(#"{"mode":1}"#, as: Either.self) else { return #expect(Bool(false)) }
        #expect(try decoded(#"{"mode":"1"}"#) == Either.unrecognized(["mode": "1"]))
    }

    @Test func isTheSubclassThatANumberSays() throws {
        #expect(try decoded(#"{"code":1,"far":2}"#) == Step.walk(Walk(code: 1, far: 2)))
        #expect(try decoded(#"{"code":2,"fast":true}"#) == Step.run(Run(code: 2, fast: true)))
        #expect(try decoded(#"{"code":3,"far":2}"#) == Step.unrecognized(["code": 3, "far": 2]))
    }

    @Test func knowsTheNumberOrTheBooleanThatTellsAStructure() throws {
        #expect(try encoded(Control.row(Row(a: "x"))) == #"{"n":1,"a":"x"}"#)
        #expect(try encoded(Measure.metre(Metre(length: 1.5))) == #"{"unit":1,"length":1.5}"#)
        #expect(try encoded(Measure.gram(Gram(mass: 1.5))) == #"{"unit":2,"mass":1.5}"#)
        #expect(try encoded(Reply.refused(Refused())) == #"{"ok":false}"#)
        #expect(try encoded(Light.lamp(Lamp(watts: 9))) == #"{"lit":true,"watts":9}"#)
        #expect(try encoded(Step.walk(Walk(far: 3))) == #"{"code":1,"far":3}"#)
    }
}
