/// Which code points are the same where case is ignored: those that Unicode's simple case folding makes one (ECMA-262, section
/// 22.2.2.7.3; Unicode, CaseFolding.txt, status C and S).
enum CaseFolding {
    /// The other code points that are the same.
    static func others(of scalar: UInt32) -> [UInt32] {
        // Unicode's mappings are texts; these are asked for most.
        switch scalar {
        case 0x4B, 0x6B: return [scalar ^ 0x20, 0x212A]
        case 0x53, 0x73: return [scalar ^ 0x20, 0x17F]
        case 0x41...0x5A, 0x61...0x7A: return [scalar ^ 0x20]
        case 0..<0x80: return []
        default: break
        }
        guard let character = Unicode.Scalar(scalar) else { return [] }
        let folded = fold(character)
        var same = [folded.value] + (irregular[folded.value] ?? [])
        if let upper = single(folded.properties.uppercaseMapping) { same.append(upper.value) }
        return same.filter { $0 != scalar && Unicode.Scalar($0).map(fold) == folded }
    }

    /// Folding in one character is the small letter of the capital one, where each is one.
    private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        // Without a dot, it is the same as nothing else.
        if scalar == "\u{131}" { return scalar }
        let upper = single(scalar.properties.uppercaseMapping) ?? scalar
        return single(upper.properties.lowercaseMapping) ?? upper
    }

    private static func single(_ mapping: String) -> Unicode.Scalar? {
        mapping.unicodeScalars.count == 1 ? mapping.unicodeScalars.first : nil
    }

    /// By what they are folded to, the code points that are neither the small nor the capital letter of it.
    private static let irregular: [UInt32: [UInt32]] = {
        let scalars: [UInt32] = [
            0xB5, 0x17F, 0x1C5, 0x1C8, 0x1CB, 0x1F2, 0x345, 0x3C2, 0x3D0, 0x3D1, 0x3D5, 0x3D6, 0x3F0, 0x3F1, 0x3F4, 0x3F5, 0x1C80, 0x1C81,
            0x1C82, 0x1C83, 0x1C84, 0x1C85, 0x1C86, 0x1C87, 0x1C88, 0x1E9B, 0x1E9E, 0x1FBE, 0x2126, 0x212A, 0x212B,
        ]
        return Dictionary(grouping: scalars) { Unicode.Scalar($0).map { fold($0).value } ?? 0 }
    }()
}
