#ifndef C_BASE64_H
#define C_BASE64_H

#include <stddef.h>
#include <stdint.h>

/// Decodes base64 text (RFC 4648, section 4), thirty-two characters at a time, by instructions of the processor that Swift has no names
/// for. Stops before the first thirty-two that are not all of the standard alphabet, and some way before the end; at once where the
/// processor has no such instructions.
///
/// Returns the number of characters read, a multiple of four. Each four are three bytes of `output`, which has room for the bytes of
/// the whole text; what lies behind those that count is overwritten.
size_t base64_decode_blocks(const uint8_t *text, size_t count, uint8_t *output);

#endif
