/* People at the keyboard of the real program, on a screen of 80 × 24. */
#ifndef TESTS_KEYBOARD_H
#define TESTS_KEYBOARD_H

#include "office.h"

/* Opens an office that holds the sample; `as` is whose verbs and screens come next. */
void keyboard_sample(struct office *office, const char *as);
/* Opens one that was just founded, on 2021-03-31 with the call 2021; and an application taken in there, QP2021-0001. */
void keyboard_founded(struct office *office);
void keyboard_application(const struct office *office);
/* Starts the screens in the office's language, and waits for the desk. */
struct pty *keyboard_desk(const struct office *office);
/* The same by another person, who stays at work, on another day, NULL for the records' own. */
struct pty *keyboard_sit(struct office *office, const char *as, const char *today);
/* One line of F10. */
void keyboard_command(struct pty *pty, const char *line);
/* What `as` (NULL: whoever is at work) is shown of a record has the text. */
void keyboard_stored(const struct office *office, const char *as, const char *id, const char *text);

#endif
