/* The hardware cursor as paint_cursor() left it.  Private to the loop. */
#ifndef UI_CURSOR_H
#define UI_CURSOR_H

#include <stdbool.h>

/* Nothing wants it until paint_cursor() is called: it rests in the last corner. */
void cursor_forget(void);
/* While held, paint_cursor() changes nothing: what lies below a pop-up is drawn. */
void cursor_hold(bool held);
/* Tells ncurses where it goes with the next update. */
void cursor_place(void);

#endif
