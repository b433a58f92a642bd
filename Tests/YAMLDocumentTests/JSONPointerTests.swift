import Testing

@testable import YAMLDocument

@Suite struct JSONPointerTests {
    @Test func writesTheWayFromTheStartWithEscapes() {
        let pointer = JSONPointer("/paths").child("/a~b").child("get").child(3)
        #expect(pointer.text == "/paths/~1a~0b/get/3")
        #expect(JSONPointer("").text == "")
        #expect(JSONPointer("").child("").text == "/")
    }

    @Test func lastTokenIsWhatItWasMadeOf() {
        #expect(JSONPointer("").lastToken == nil)
        #expect(JSONPointer("/paths/~1a~0b").lastToken == "/a~b")
        #expect(JSONPointer("").child("/a~b").lastToken == "/a~b")
        #expect(JSONPointer("").child(3).lastToken == "3")
    }

    @Test func isInsideWhatItPassesThrough() {
        let schemas = JSONPointer("").child("schemas")
        let name = schemas.child("Pet").child("name")
        #expect(name.isInside(schemas))
        #expect(!schemas.isInside(name))
        #expect(!schemas.isInside(schemas))
    }

    @Test func isInsideThatPlaceAlsoWhereItWasFoundAnotherWay() {
        let name = JSONPointer("").child("schemas").child("Pet").child("name")
        #expect(name.isInside(JSONPointer("/schemas/Pet")))
        #expect(name.isInside(JSONPointer("").child("schemas")))
        #expect(!name.isInside(JSONPointer("/schemas/Pe")))
        #expect(!name.isInside(JSONPointer("/schemas/Pet/name")))
    }
}
