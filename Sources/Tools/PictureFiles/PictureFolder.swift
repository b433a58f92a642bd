package import ToolSupport

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// The folder that pictures are saved in, as `NAME-1.png`, `NAME-2.jpg` and so on, each whole or not at all.
///
/// Numbers that are taken are passed over, so that no file is replaced, unless `overwrites` says so; then numbers begin at 1.
package struct PictureFolder: Sendable {
    private let path: String
    private let name: String
    private let overwrites: Bool
    /// The number of the next picture.
    private var number = 1
    /// How many partial pictures of it there are.
    private var partials = 0

    /// Makes the folder where there is none, and makes sure that files can be written: a picture that is paid for must find its place.
    package init(path: String, name: String, overwrites: Bool) throws(Failure) {
        self.path = path
        self.name = name
        self.overwrites = overwrites
        do {
            try Files.makeFolder(path)
        } catch {
            throw .input("cannot make the folder \(error.path): \(error.reason)")
        }
        guard Files.isWritable(path) else { throw .input("cannot write to the folder \(path)") }
        if !overwrites { passOverTakenNumbers() }
    }

    /// Saves a picture and returns the path of its file.
    package mutating func save(_ picture: Data, declaredFormat: String? = nil) throws(Failure) -> String {
        let fileExtension = PictureFormat.fileExtension(of: picture, declared: declaredFormat)
        let file = try place(picture, suffix: ".\(fileExtension)")
        number += 1
        partials = 0
        return file
    }

    /// Saves a partial picture of the picture that comes next, as `NAME-1-partial-1.png`.
    package mutating func savePartial(_ picture: Data, declaredFormat: String? = nil) throws(Failure) -> String {
        partials += 1
        let fileExtension = PictureFormat.fileExtension(of: picture, declared: declaredFormat)
        return try place(picture, suffix: "-partial-\(partials).\(fileExtension)")
    }

    private mutating func passOverTakenNumbers() {
        let names = Files.names(in: path)
        while names.contains(where: { $0.hasPrefix("\(name)-\(number).") || $0.hasPrefix("\(name)-\(number)-") }) { number += 1 }
    }

    private mutating func place(_ picture: Data, suffix: String) throws(Failure) -> String {
        let temporary = located(".\(name)-\(UUID().uuidString).part")
        do throws(Files.Problem) {
            try picture.withUnsafeBytes { bytes in Result { () throws(Files.Problem) in try Files.write(bytes, to: temporary) } }.get()
        } catch {
            throw .input("cannot write to the folder \(path): \(error.reason)")
        }
        do throws(Files.Problem) {
            guard !overwrites else {
                let target = located("\(name)-\(number)\(suffix)")
                try Files.rename(temporary, to: target)
                return target
            }
            while true {
                let target = located("\(name)-\(number)\(suffix)")
                if try Files.renameIfFree(temporary, to: target) { return target }
                number += 1
            }
        } catch {
            try? Files.remove(temporary)
            throw .input("cannot save \(error.path): \(error.reason)")
        }
    }

    private func located(_ file: String) -> String {
        path == "." ? file : path.hasSuffix("/") ? path + file : "\(path)/\(file)"
    }
}

extension PictureFolder {
    /// A name for files from any text: its letters and digits in lower case, other characters as single hyphens, 40 characters at most.
    package static func name(from text: String) -> String {
        var name = ""
        for character in text.lowercased() where name.count < 40 {
            if character.isLetter || character.isNumber {
                name.append(character)
            } else if !name.isEmpty, !name.hasSuffix("-") {
                name.append("-")
            }
        }
        // A name of a file has 255 bytes at most on common file systems; a character may have many.
        while name.hasSuffix("-") || name.utf8.count > 160 { name.removeLast() }
        return name.isEmpty ? "picture" : name
    }
}
