/* An office with one project in its funded years, for the screens of the real program; made in this process and then left alone. */
#ifndef TESTS_FUNDEDSCENE_H
#define TESTS_FUNDEDSCENE_H

#include "pty.h"

struct funded_scene {
	char records[280];
	char project[24];
	void *work; /* private */
};

/* A project of 2021 that is being rectified since 2022-12-21, after its assessment of 2022 failed; with minutes of 2022-12-22 on record (T1). */
void funded_scene_rectifying(struct funded_scene *scene);
/* A project of 2021 that ran its cycle and was graded good; on 2024-01-04, with a call of 2024 opened. */
void funded_scene_completed(struct funded_scene *scene);
/* A running project of 2021 whose misuse of funds was found serious on 2022-05-10 (IN1), everything due paid. */
void funded_scene_misused(struct funded_scene *scene);
void funded_scene_end(struct funded_scene *scene);
/* Starts the screens for a person on a day, in "en" or "zh", and waits for the desk. */
struct pty *funded_scene_screens(const struct funded_scene *scene, const char *as, const char *today, const char *lang, int rows, int cols);

#endif
