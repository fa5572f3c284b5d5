#include <config.h>

#include "base/hash.h"

#include <stdio.h>
#include <string.h>

#include <sodium.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

void
sha256_of(struct sha256 *out, const void *data, size_t len)
{
	crypto_hash_sha256(out->bytes, data, len);
}

void
sha256_pieces(struct sha256 *out, const struct hash_piece *pieces, size_t count)
{
	crypto_hash_sha256_state state;
	crypto_hash_sha256_init(&state);
	for (size_t i = 0; i < count; i++)
		if (pieces[i].len)
			crypto_hash_sha256_update(&state, pieces[i].data, pieces[i].len);
	crypto_hash_sha256_final(&state, out->bytes);
}

void
sha256_hex(char out[SHA256_HEX], const struct sha256 *hash)
{
	sodium_bin2hex(out, SHA256_HEX, hash->bytes, sizeof hash->bytes);
}

void
sha256_short(char out[10], const struct sha256 *hash)
{
	const unsigned char *b = hash->bytes;
	snprintf(out, 10, "%02x%02x-%02x%02x", b[0], b[1], b[2], b[3]);
}

uint64_t
xxh3_of(const void *data, size_t len)
{
	return XXH3_64bits(data, len);
}

/* The key's hash is the seed: one pass over each and no copying; the key's length goes in too. */
uint64_t
xxh3_pair(const void *key, size_t key_len, const void *value, size_t value_len)
{
	uint64_t seed = XXH3_64bits_withSeed(key, key_len, key_len);
	return XXH3_64bits_withSeed(value, value_len, seed);
}

void
random_id(char out[23])
{
	unsigned char bits[16];
	randombytes_buf(bits, sizeof bits);
	sodium_bin2base64(out, 23, bits, sizeof bits, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
