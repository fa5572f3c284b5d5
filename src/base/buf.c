#include <config.h>

#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/err.h"

#define FIRST_SIZE 64

char *
buf_reserve(struct buf *buf, size_t more)
{
	if (buf->cap - buf->len <= more || !buf->data) {
		if (more > SIZE_MAX / 4 || buf->len > SIZE_MAX / 4)
			BUG("a string of %zu and %zu bytes", buf->len, more);
		size_t cap = buf->cap ? buf->cap * 2 : FIRST_SIZE;
		if (cap < buf->len + more + 1)
			cap = buf->len + more + 1;
		buf->data = xrealloc(buf->data, cap, 1);
		buf->cap = cap;
	}
	buf->data[buf->len + more] = '\0';
	return buf->data + buf->len;
}

void
buf_add(struct buf *buf, const void *bytes, size_t len)
{
	char *at = buf_reserve(buf, len);
	if (len)
		memcpy(at, bytes, len);
	buf->len += len;
}

void
buf_adds(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void
buf_addc(struct buf *buf, char c)
{
	*buf_reserve(buf, 1) = c;
	buf->len++;
}

/* Most pieces fit what is there, so they are printed once. */
void
buf_addf(struct buf *buf, const char *format, ...)
{
	char *at = buf_reserve(buf, FIRST_SIZE);
	size_t room = buf->cap - buf->len;
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(at, room, format, args);
	va_end(args);
	if (len < 0)
		BUG("the format '%s' cannot be printed", format);
	if ((size_t)len >= room)
		vsnprintf(buf_reserve(buf, (size_t)len), (size_t)len + 1, format, again);
	va_end(again);
	buf->len += (size_t)len;
}

const char *
buf_text(const struct buf *buf)
{
	return buf->data ? buf->data : "";
}

void
buf_clear(struct buf *buf)
{
	buf->len = 0;
	if (buf->data)
		buf->data[0] = '\0';
}

void
buf_free(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf){0};
}

char *
buf_detach(struct buf *buf)
{
	char *text = buf->data ? buf->data : xstrdup("");
	*buf = (struct buf){0};
	return text;
}
