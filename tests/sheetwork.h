/* Score sheets filled in elsewhere: files of them, and the way in and out, over the sample office. */
#ifndef TESTS_SHEETWORK_H
#define TESTS_SHEETWORK_H

#include "exchange/scores.h"
#include "sample.h"

/* Of the sample office in 2023: expert4's sheets, two of them open, and projects that are not expert4's. */
#define OPEN_1 "QP2023-0043"
#define OPEN_2 "QP2023-0046"
#define DONE "QP2023-0045"
#define OTHERS "QP2023-0044"

enum { COLUMNS = 9, ROWS = 5 };
/* As an office would fill it in; the header is a row of it. */
struct grid {
	const char *cells[ROWS][COLUMNS];
};
extern const struct grid filled;

struct scene {
	struct sample sample;
	struct scores_result result;
	struct err err;
	const char *path;
};
void open_scene(struct scene *scene, const char *as);
void close_scene(struct scene *scene);
#define SCENE(name, as) struct scene name __attribute__((cleanup(close_scene))); open_scene(&name, as)

/* A path in the scene's folder. */
const char *file_in(struct scene *scene, const char *name);
/* Writes a file of a format, scene->path. */
enum { FORMATS = 3 };
extern const char *const format_names[FORMATS]; /* as files end: csv, xlsx, txt */
void put_grid(struct scene *scene, const struct grid *grid, size_t format);

int take(struct scene *scene, const char *expert);
/* Without a fault. */
void must_take(struct scene *scene, const char *expert);
int give(struct scene *scene, const char *expert, bool blank, uint64_t *sheets);
const struct score_sheet *sheet_of(struct scene *scene, const char *project, const char *expert);
/* The fault at a row and column, and no other. */
void only_fault(struct scene *scene, int row, int column, const char *message);

#endif
