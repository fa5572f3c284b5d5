/* How a helper locks itself in before it looks at anything that came from outside: limits on memory, time and files,
 * no new privileges, death with the parent, and Landlock (no file but what is named here, no network). */
#ifndef HELPER_JAIL_H
#define HELPER_JAIL_H

#include <stddef.h>
#include <stdint.h>

/* Whether a sanitizer was built in: it needs the memory that a jail would not give. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

struct jail_place {
	const char *path; /* a folder with all below it, or a file; one that does not exist is left out */
	int writable;     /* files in it may be made, written and removed; otherwise read */
};

struct jail {
	uint64_t memory;   /* bytes of address space */
	uint64_t file;     /* bytes of the largest file written */
	unsigned seconds;  /* of computing time */
	unsigned files;    /* open at once */
	const struct jail_place *places;
	size_t place_count;
};

/* Enters it for good; the Landlock ABI that holds it, 0 where the kernel has none (all else holds then), or -1 with errno set. */
int jail_enter(const struct jail *jail);

#endif
