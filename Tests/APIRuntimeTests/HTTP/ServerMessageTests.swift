import Testing

@testable import APIRuntime

@Suite struct ServerMessageTests {
    private func message(_ body: String, type: String = "application/json") -> String? {
        ServerMessage.find(in: Array(body.utf8), mediaType: MediaType(type))
    }

    @Test("the message is found where APIs put it")
    func places() {
        #expect(message(#"{"error":{"message":"a","type":"b"}}"#) == "a")
        #expect(message(#"{"error":"a"}"#) == "a")
        #expect(message(#"{"error":{"code":7},"message":"a"}"#) == "a")
        #expect(message(#"{"error":{"error":{"message":"a"}}}"#) == "a")
        #expect(message(#"{"detail":"a","title":"b"}"#) == "a")
        #expect(message(#"{"error":"","error_description":"a"}"#) == "a")
        #expect(message(#""a""#) == "a")
        #expect(message("out of order", type: "text/plain") == "out of order")
    }

    @Test("what holds no message gives none")
    func none() {
        #expect(message("") == nil)
        #expect(message(#"{"message":7}"#) == nil)
        #expect(message("[1]") == nil)
        #expect(message("<html>x</html>", type: "text/html") == nil)
        #expect(message("<Error>x</Error>", type: "application/xml") == nil)
        #expect(message("<html><title> </title>", type: "text/html") == nil)
        #expect(message("<html><title>never closed", type: "text/html") == nil)
        #expect(ServerMessage.find(in: [0x89, 0x50, 0xFF, 0xFE], mediaType: nil) == nil)
    }

    @Test("a page says what its title says")
    func page() {
        let page = "<!DOCTYPE html>\n<HTML><head><Title lang=en>502 Bad\nGateway</TITLE></head><body><title>x</title></body></html>"
        #expect(message(page, type: "text/html; charset=utf-8") == "502 Bad Gateway")
        #expect(
            message("<html><head><title>503 Service Temporarily Unavailable</title>", type: "application/octet-stream")
                == "503 Service Temporarily Unavailable")
        #expect(message("<html>" + String(repeating: " ", count: 5000) + "<title>late</title>", type: "text/html") == nil)
    }

    @Test("a message is one line of bounded length that cannot steer a terminal")
    func line() {
        #expect(message(#"{"message":" a\r\n\u001B[31mb\u0000\u202E c\t "}"#) == "a [31mb c")
        #expect(message("{\"message\":\"\(String(repeating: "x", count: 1000))\"}") == String(repeating: "x", count: 500) + "…")
    }
}
