/* Where things stand on drawn pages, as shouxi-pdf --layout tells it. */
#ifndef TESTS_GEOMETRY_H
#define TESTS_GEOMETRY_H

/* Every cell lies within the type area, every text on its page and in its body within the area, and no two texts overlap; the test fails with
 * `what` in the message otherwise.  Gives the number of pages. */
int geometry_check(const char *layout, const char *what);
/* How many texts are these very words. */
int geometry_count(const char *layout, const char *words);

#endif
