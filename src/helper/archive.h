/* A zip file as a list of parts, each unpacked within the limits. */
#ifndef HELPER_ARCHIVE_H
#define HELPER_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/sheetfault.h"
#include "helper/xlsx.h"

struct archive;

/* Lists the parts of the seekable file `fd`; refuses what the listing itself says is beyond the limits. */
struct archive *archive_open(int fd, const struct xlsx_limits *limits, struct sheet_trouble *trouble);
void archive_close(struct archive *archive);
const struct xlsx_limits *archive_limits(const struct archive *archive);
/* Names are compared as workbooks do: without regard to ASCII case. */
bool archive_has(const struct archive *archive, const char *name);
/* One part at a time. */
int archive_begin(struct archive *archive, const char *name, struct sheet_trouble *trouble);
/* The next bytes; 0 at the part's end, when its checksum was right. */
ssize_t archive_read(struct archive *archive, void *bytes, size_t size, struct sheet_trouble *trouble);
void archive_end(struct archive *archive);

#endif
