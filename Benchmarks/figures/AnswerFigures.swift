import APIRuntime
import Foundation
import GatewayImages

/// Pictures inside JSON.
enum AnswerFigures {
    static func run() {
        print("\nanswers with one picture, read")
        for length in Pictures.lengths { read(length) }
        print("\na picture, written into JSON")
        for length in Pictures.lengths { write(length) }
    }

    private static func read(_ length: Int) {
        let picture = Pictures.picture(base64Length: length)
        let text = picture.base64EncodedData()
        let answer = Pictures.answer(base64: text)
        let count = max(1, (4 << 20) / answer.count)
        let name = "\(Pictures.name(length)) picture of an answer"
        let read = { (try? ImageResponse(json: JSONDocument(parsing: answer).root).data?.first?.b64JSON?.count) ?? 0 }
        guard read() == picture.count else { return print("\(name): wrong") }
        let alone = { Data(base64Encoded: text)?.count ?? 0 }
        print(compared(name, count, read, "base64 alone", alone, answer.count, goal: 0.5))
        guard length == Pictures.lengths.last else { return }
        print(compared(name, 1, read, "memcpy", { copied(answer) }, answer.count))
        let data = Data(answer)
        let foundation = { (try? JSONDecoder().decode(FoundationAnswer.self, from: data).data.first?.b64_json.count) ?? 0 }
        print(compared(name, 1, read, "JSONDecoder", foundation, answer.count))
    }

    private static func write(_ length: Int) {
        let picture = Pictures.picture(base64Length: length)
        let count = max(1, (4 << 20) / length)
        let answer = ImageResponse(data: [GeneratedImage(b64JSON: picture)])
        let write = { (try? JSONWriter.bytes(answer).count) ?? 0 }
        let alone = { picture.base64EncodedData().count }
        print(compared("\(Pictures.name(length)) picture", count, write, "base64 alone", alone, length, goal: 0.4))
        guard length == Pictures.lengths.last else { return }
        let foundation = FoundationAnswer(data: [.init(b64_json: picture)])
        let encode = { (try? JSONEncoder().encode(foundation).count) ?? 0 }
        print(compared("\(Pictures.name(length)) picture", 1, write, "JSONEncoder", encode, length))
    }

    /// Both `count` times in a row, so that even small ones take time that a clock can tell.
    private static func compared(
        _ name: String, _ count: Int, _ work: @escaping () -> Int, _ baselineName: String, _ baseline: @escaping () -> Int, _ bytes: Int,
        goal: Double? = nil
    ) -> String {
        Comparison(
            name, { (0..<count).reduce(0) { sum, _ in sum + work() } }, against: baselineName,
            { (0..<count).reduce(0) { sum, _ in sum + baseline() } }, bytes: bytes * count, goal: goal
        ).measured(rounds: 15).row
    }

    private static func copied(_ bytes: [UInt8]) -> Int {
        let copy = [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, count in
            bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
            count = bytes.count
        }
        return Int(copy[copy.count / 2])
    }

    private struct FoundationAnswer: Codable {
        // swift-format-ignore: AlwaysUseLowerCamelCase
        struct Image: Codable { let b64_json: Data }

        let data: [Image]
    }
}
