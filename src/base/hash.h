/* Hashes and chance. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define SHA256_BYTES 32
#define SHA256_HEX 65

struct sha256 {
	unsigned char bytes[SHA256_BYTES];
};

void sha256_of(struct sha256 *out, const void *data, size_t len);
/* Over several pieces, one after the other. */
struct hash_piece {
	const void *data;
	size_t len;
};
void sha256_pieces(struct sha256 *out, const struct hash_piece *pieces, size_t count);
void sha256_hex(char out[SHA256_HEX], const struct sha256 *hash);
/* The first 8 hexadecimal digits, in two groups ("1a2b-3c4d"): the short hash on paper.  `out` holds 10 bytes. */
void sha256_short(char out[10], const struct sha256 *hash);

/* XXH3 with 64 bits: finds damage, proves nothing. */
uint64_t xxh3_of(const void *data, size_t len);
/* Of a key and a value, as if they stood one after the other with the key's length between. */
uint64_t xxh3_pair(const void *key, size_t key_len, const void *value, size_t value_len);

/* A fresh operation id: 22 characters of base64url from 128 random bits; `out` holds 23 bytes. */
void random_id(char out[23]);

#endif
