import APIRuntime
import Foundation
import Testing

/// The public JSON parsing suite: `y_` must be read, `n_` must be refused, `i_` is for the reader to decide.
@Suite struct JSONSuiteTests {
    /// Beside the package, where a checkout of the suite may be.
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/json-parsing-suite").standardizedFileURL

    static let isThere = FileManager.default.fileExists(atPath: folder.path)

    /// What is left open by RFC 8259, and what is decided here.
    static let decided: [String: Bool] = [
        // A number keeps its text, so none is too large until a type is asked for.
        "i_number_double_huge_neg_exp": true,
        "i_number_huge_exp": true,
        "i_number_neg_int_huge_exp": true,
        "i_number_pos_double_huge_exp": true,
        "i_number_real_neg_overflow": true,
        "i_number_real_pos_overflow": true,
        "i_number_real_underflow": true,
        "i_number_too_big_neg_int": true,
        "i_number_too_big_pos_int": true,
        "i_number_very_big_negative_int": true,
        // An escaped surrogate without its partner is grammatical, and read as U+FFFD.
        "i_object_key_lone_2nd_surrogate": true,
        "i_string_1st_surrogate_but_2nd_missing": true,
        "i_string_1st_valid_surrogate_2nd_invalid": true,
        "i_string_incomplete_surrogate_and_escape_valid": true,
        "i_string_incomplete_surrogate_pair": true,
        "i_string_incomplete_surrogates_escape_valid": true,
        "i_string_invalid_lonely_surrogate": true,
        "i_string_invalid_surrogate": true,
        "i_string_inverted_surrogates_U+1D11E": true,
        "i_string_lone_second_surrogate": true,
        // Bytes that are not UTF-8 are not JSON (RFC 8259, section 8.1).
        "i_string_UTF-16LE_with_BOM": false,
        "i_string_UTF-8_invalid_sequence": false,
        "i_string_UTF8_surrogate_U+D800": false,
        "i_string_invalid_utf-8": false,
        "i_string_iso_latin_1": false,
        "i_string_lone_utf8_continuation_byte": false,
        "i_string_not_in_unicode_range": false,
        "i_string_overlong_sequence_2_bytes": false,
        "i_string_overlong_sequence_6_bytes": false,
        "i_string_overlong_sequence_6_bytes_null": false,
        "i_string_truncated-utf-8": false,
        "i_string_utf16BE_no_BOM": false,
        "i_string_utf16LE_no_BOM": false,
        // The depth limit is 512, and one byte order mark is skipped.
        "i_structure_500_nested_arrays": true,
        "i_structure_UTF-8_BOM_empty_object": true,
    ]

    @Test(.enabled(if: isThere, "needs ../shared/json-parsing-suite beside the package"))
    func everyFileOfTheSuiteIsReadOrRefusedAsItsNameSays() throws {
        let files = try FileManager.default.contentsOfDirectory(at: Self.folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
        #expect(files.count == 318)
        for file in files {
            let name = file.deletingPathExtension().lastPathComponent
            let expected = name.hasPrefix("y_") ? true : name.hasPrefix("n_") ? false : Self.decided[name]
            let document = try? JSONDocument(parsing: try Data(contentsOf: file))
            #expect((document != nil) == expected, "\(name)")
            // What is read can be made a value of and written, and is then the same value.
            guard let document else { continue }
            let value: JSONValue = try document.decode()
            let written = try JSONWriter.bytes(value)
            #expect(try JSONDocument(parsing: written).decode(JSONValue.self) == value, "\(name)")
        }
    }

    @Test func everyOpenCaseOfTheSuiteIsDecidedOnce() {
        #expect(Self.decided.count == 35)
    }
}
