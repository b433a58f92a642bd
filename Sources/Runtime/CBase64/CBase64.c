#include "CBase64.h"

#if defined(__x86_64__) && !defined(_WIN32)

#include <immintrin.h>

// Each half of a vector looks up its bytes in a table of its own.
#define TWICE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

// The method is that of W. Muła and D. Lemire, "Faster Base64 Encoding and Decoding Using AVX2 Instructions", ACM Transactions on
// the Web 12 (2018).
// Not every processor of this kind has AVX2: this function alone is compiled for it, and called only after asking.
__attribute__((target("avx2")))
static size_t decode_blocks(const uint8_t *text, size_t count, uint8_t *output) {
    // A character is of the alphabet where the bits for its low and for its high half have none in common.
    const __m256i low_bits = TWICE(0x15, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x13, 0x1A, 0x1B, 0x1B, 0x1B, 0x1A);
    const __m256i high_bits = TWICE(0x10, 0x10, 0x01, 0x02, 0x04, 0x08, 0x04, 0x08, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10);
    // What makes six bits of a character when added, by its high half; that of "/" comes before that of its neighbours.
    const __m256i distances = TWICE(0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0);
    // The three bytes of each four, the first one in front.
    const __m256i order = TWICE(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1);
    const __m256i halves = _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 7, 7);
    const __m256i slash = _mm256_set1_epi8('/');

    size_t read = 0;
    // Thirty-two bytes are written, of which twenty-four count. With one character more than the eleven groups that make so many, there
    // is room for them, whether the text is padded or not.
    while (count - read >= 45) {
        __m256i characters = _mm256_loadu_si256((const __m256i *)(text + read));
        // Bytes cannot be shifted, only words: what comes in from the neighbour is masked, but for a bit that look-ups ignore.
        __m256i high = _mm256_and_si256(_mm256_srli_epi32(characters, 4), slash);
        __m256i low = _mm256_and_si256(characters, slash);
        if (!_mm256_testz_si256(_mm256_shuffle_epi8(low_bits, low), _mm256_shuffle_epi8(high_bits, high))) break;
        __m256i place = _mm256_add_epi8(_mm256_cmpeq_epi8(characters, slash), high);
        __m256i sextets = _mm256_add_epi8(characters, _mm256_shuffle_epi8(distances, place));
        __m256i pairs = _mm256_maddubs_epi16(sextets, _mm256_set1_epi32(0x01400140));
        __m256i groups = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x00011000));
        __m256i bytes = _mm256_permutevar8x32_epi32(_mm256_shuffle_epi8(groups, order), halves);
        _mm256_storeu_si256((__m256i *)output, bytes);
        read += 32;
        output += 24;
    }
    return read;
}

size_t base64_decode_blocks(const uint8_t *text, size_t count, uint8_t *output) {
    return __builtin_cpu_supports("avx2") ? decode_blocks(text, count, output) : 0;
}

#else

size_t base64_decode_blocks(const uint8_t *text, size_t count, uint8_t *output) { return 0; }

#endif
