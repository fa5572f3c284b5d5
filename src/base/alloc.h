/* Memory that is always there: every function here returns usable memory or
 * ends the program with a message, so no caller checks for NULL. */
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stdarg.h>
#include <stddef.h>

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
/* Grows or shrinks `old` to hold count × size bytes; an overflow of the product is fatal. */
void *xrealloc(void *old, size_t count, size_t size);
char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t len);
char *xasprintf(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* An arena hands out memory that lives until the arena is reset or freed; single
 * pieces are never freed.  A zeroed struct arena is an empty one. */
struct arena_block;
struct arena {
	struct arena_block *head; /* private */
	size_t step; /* how many bytes are taken at a time; 0: the usual */
};

/* Zeroed memory, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t len);
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
/* Forgets everything handed out, keeping one block for reuse. */
void arena_reset(struct arena *arena);
/* Gives all memory back; the arena is empty again and may be used again. */
void arena_free(struct arena *arena);

#endif
