#include <config.h>

#include "base/alloc.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)16384)
#define ALIGNMENT _Alignof(max_align_t)

struct arena_block {
	struct arena_block *next;
	size_t size; /* bytes of data */
	size_t used;
	max_align_t data[];
};

/* gettext itself allocates, so this one message stays untranslated. */
static _Noreturn void
out_of_memory(void)
{
	fputs("shouxi: out of memory\n", stderr);
	abort();
}

static void *
check(void *memory)
{
	if (!memory)
		out_of_memory();
	return memory;
}

static size_t
product(size_t count, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(count, size, &bytes))
		out_of_memory();
	return bytes;
}

void *
xmalloc(size_t size)
{
	return check(malloc(size ? size : 1));
}

void *
xcalloc(size_t count, size_t size)
{
	if (product(count, size) == 0)
		count = size = 1;
	return check(calloc(count, size));
}

void *
xrealloc(void *old, size_t count, size_t size)
{
	size_t bytes = product(count, size);
	return check(realloc(old, bytes ? bytes : 1));
}

char *
xstrdup(const char *text)
{
	return check(strdup(text));
}

char *
xstrndup(const char *text, size_t len)
{
	return check(strndup(text, len));
}

char *
xasprintf(const char *format, ...)
{
	char *text;
	va_list args;
	va_start(args, format);
	int len = vasprintf(&text, format, args);
	va_end(args);
	if (len < 0)
		out_of_memory();
	return text;
}

static size_t
aligned(size_t size)
{
	return (size + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
}

static struct arena_block *
block_new(size_t size)
{
	if (size > SIZE_MAX - sizeof(struct arena_block) - ALIGNMENT)
		out_of_memory();
	size = aligned(size);
	struct arena_block *block = xmalloc(sizeof *block + size);
	*block = (struct arena_block){.size = size};
	return block;
}

/* A piece too big to share a block gets its own, behind the head, so that the head's room stays in use. */
static struct arena_block *
block_with_room(struct arena *arena, size_t size)
{
	struct arena_block *head = arena->head;
	if (head && head->size - head->used >= size)
		return head;
	size_t step = arena->step ? arena->step : BLOCK_SIZE;
	bool big = size > step / 4;
	struct arena_block *block = block_new(big ? size : step);
	struct arena_block **place = big && head ? &head->next : &arena->head;
	block->next = *place;
	*place = block;
	return block;
}

static void *
arena_take(struct arena *arena, size_t size)
{
	struct arena_block *block = block_with_room(arena, size);
	char *piece = (char *)block->data + block->used;
	block->used += size;
	return piece;
}

/* Texts lie one behind the other; what is no text begins where any type may. */
void *
arena_alloc(struct arena *arena, size_t size)
{
	struct arena_block *head = arena->head;
	if (head)
		head->used = aligned(head->used);
	return memset(arena_take(arena, size ? size : 1), 0, size);
}

char *
arena_strdup(struct arena *arena, const char *text)
{
	size_t size = strlen(text) + 1;
	return memcpy(arena_take(arena, size), text, size);
}

char *
arena_strndup(struct arena *arena, const char *text, size_t len)
{
	len = strnlen(text, len);
	char *copy = arena_take(arena, len + 1);
	memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	char *text = arena_vprintf(arena, format, args);
	va_end(args);
	return text;
}

char *
arena_vprintf(struct arena *arena, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	if (len < 0)
		out_of_memory();
	char *text = arena_take(arena, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return text;
}

void
arena_reset(struct arena *arena)
{
	struct arena_block *kept = NULL;
	for (struct arena_block *next, *block = arena->head; block; block = next) {
		next = block->next;
		if (!kept && block->size == BLOCK_SIZE)
			kept = block;
		else
			free(block);
	}
	arena->head = kept;
	if (kept) {
		kept->next = NULL;
		kept->used = 0;
	}
}

void
arena_free(struct arena *arena)
{
	for (struct arena_block *next, *block = arena->head; block; block = next) {
		next = block->next;
		free(block);
	}
	arena->head = NULL;
}
