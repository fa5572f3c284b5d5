#include <config.h>

#include "page/page.h"

#include <string.h>

#define NAME(name) #name,
static const char *const faces[] = {FACES(NAME)};
static const char *const aligns[] = {ALIGNS(NAME)};
#undef NAME

const char *
face_name(enum page_face face)
{
	return faces[face];
}

const char *
align_name(enum page_align align)
{
	return aligns[align];
}

enum page_face
face_named(const char *name)
{
	int face = 0;

	while (face < FACE_COUNT && strcmp(faces[face], name) != 0)
		face++;
	return (enum page_face)face;
}

enum page_align
align_named(const char *name)
{
	int align = 0;

	while (align < ALIGN_COUNT && strcmp(aligns[align], name) != 0)
		align++;
	return (enum page_align)align;
}
