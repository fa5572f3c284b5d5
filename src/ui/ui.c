#include <config.h>

#include "ui/ui.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/words.h"
#include "ui/cursor.h"
#include "ui/term.h"
#include "ui/uistate.h"

/* What others did is seen within a second. */
#define WATCH_MS 900
#define MESSAGE_ROW (term_rows() - 2)

int64_t
ui_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int
ui_start(struct ui **out, const struct ui_options *options, struct err *err)
{
	struct ui *ui = xcalloc(1, sizeof *ui);
	ui->options = *options;
	ui->keys.escape_ms = options->escape_ms;
	if (term_open(&ui->keys, err) < 0) {
		keys_free(&ui->keys);
		free(ui);
		return -1;
	}
	if (options->ascii_lines)
		glyph_ascii_lines();
	ui->whole = true;
	ui->watched = ui_now();
	*out = ui;
	return 0;
}

void
ui_stop(struct ui *ui)
{
	if (!ui)
		return;
	popups_close(ui);
	while (ui->top)
		screen_drop(ui);
	term_close();
	keys_free(&ui->keys);
	buf_free(&ui->title);
	buf_free(&ui->key_line);
	buf_free(&ui->key_more);
	buf_free(&ui->message);
	free(ui->place);
	free(ui->who);
	free(ui->day);
	free(ui->keys_shown);
	free(ui);
}

void *
ui_user(const struct ui *ui)
{
	return ui->options.user;
}

const struct ui_options *
ui_options(const struct ui *ui)
{
	return &ui->options;
}

void
ui_set_advance(struct ui *ui, bool advance)
{
	ui->options.no_advance = !advance;
}

bool
ui_gone(const struct ui *ui)
{
	return ui->gone;
}

void
ui_redraw(struct ui *ui)
{
	ui->whole = true;
}

void
ui_refill(struct ui *ui)
{
	ui->stale = true;
}

void
ui_quit(struct ui *ui)
{
	ui->quitting = true;
}

int
ui_aside(struct ui *ui, int (*run)(void *user, struct err *err), void *user, struct err *err)
{
	int result;

	term_leave();
	result = run(user, err);
	term_return();
	ui->whole = ui->repaint = true;
	return result;
}

void
ui_bell(struct ui *ui)
{
	(void)ui;
	beep();
}

struct area
ui_body(const struct ui *ui)
{
	(void)ui;
	return (struct area){.window = stdscr, .y = 2, .rows = term_rows() - 5, .cols = term_cols()};
}

struct area
ui_message_area(const struct ui *ui)
{
	(void)ui;
	return (struct area){.window = stdscr, .y = MESSAGE_ROW, .rows = 1, .cols = term_cols()};
}

/* ---- timers */

void
ui_timer(struct ui *ui, int ms, void (*callback)(void *user), void *user)
{
	size_t i = 0;
	while (i < ui->timer_count && (ui->timers[i].callback != callback || ui->timers[i].user != user))
		i++;
	if (ms < 0) {
		if (i < ui->timer_count)
			ui->timers[i] = ui->timers[--ui->timer_count];
		return;
	}
	if (i == sizeof ui->timers / sizeof *ui->timers)
		BUG("too many timers");
	if (i == ui->timer_count)
		ui->timer_count++;
	ui->timers[i] = (struct timer){.due = ui_now() + ms, .callback = callback, .user = user};
}

/* True when one was due. */
static bool
run_timers(struct ui *ui)
{
	int64_t now = ui_now();
	for (size_t i = 0; i < ui->timer_count; i++) {
		struct timer timer = ui->timers[i];
		if (timer.due > now)
			continue;
		ui->timers[i] = ui->timers[--ui->timer_count];
		timer.callback(timer.user);
		return true;
	}
	if (ui->options.watch && now - ui->watched >= WATCH_MS) {
		ui->watched = now;
		ui->stale = ui->options.watch(ui->options.user) || ui->stale;
	}
	return false;
}

static int
sooner(int a, int64_t b)
{
	if (b < 0)
		b = 0;
	return a < 0 || b < a ? (int)b : a;
}

static int
timeout_for(const struct ui *ui, int64_t until)
{
	int64_t now = ui_now();
	int ms = keys_wait(&ui->keys, now);
	for (size_t i = 0; i < ui->timer_count; i++)
		ms = sooner(ms, ui->timers[i].due - now);
	if (ui->options.watch)
		ms = sooner(ms, ui->watched + WATCH_MS - now);
	if (until >= 0)
		ms = sooner(ms, until - now);
	return ms;
}

/* ---- showing */

static void
show_small(void)
{
	char text[160];
	snprintf(text, sizeof text, _("this window has %d columns and %d lines; make it at least %d × %d (nothing is lost)"), term_cols(),
		term_rows(), UI_MIN_COLS, UI_MIN_ROWS);
	struct area all = {.window = newwin(0, 0, 0, 0), .rows = term_rows(), .cols = term_cols()};
	paint_wrapped(&all, 0, 0, all.cols, all.rows, TONE_PLAIN, text);
	wnoutrefresh(all.window);
	delwin(all.window);
	setsyx(0, 0);
	term_show(true);
}

static void
draw_screen(struct ui *ui)
{
	struct screen *screen = ui->top;
	bool whole = ui->whole;
	if (whole)
		werase(stdscr);
	if (!screen)
		return;
	if (whole || !screen->drawn) {
		struct area body = ui_body(ui);
		bool clear = whole || screen->blank || !(screen->class->flags & SCREEN_PARTIAL);
		if (clear && !whole)
			paint_clear(&body);
		cursor_hold(ui->popups != NULL);
		cursor_forget();
		screen->body = body;
		screen->drawn = true;
		screen->blank = false;
		if (screen->class->draw)
			screen->class->draw(screen, clear);
		frame_draw(ui, screen);
		cursor_hold(false);
	}
	frame_message(ui);
	ui->whole = false;
}

static void
show(struct ui *ui)
{
	if (term_stalled() || ui->small)
		return;
	draw_screen(ui);
	popups_show(ui);
	cursor_place();
	term_show(ui->repaint);
	ui->repaint = false;
	if (!ui->probed) {
		ui->probed = true;
		term_probe(MESSAGE_ROW);
		wredrawln(curscr, MESSAGE_ROW, 1);
		term_push();
	}
}

static void
resized(struct ui *ui)
{
	term_resize();
	ui->small = term_rows() < UI_MIN_ROWS || term_cols() < UI_MIN_COLS;
	ui->whole = ui->repaint = true;
	if (ui->small)
		show_small();
}

/* ---- waiting */

static void
end_all(struct ui *ui)
{
	ui->gone = true;
	for (struct screen *screen = ui->top; screen; screen = screen->below)
		if (screen->class->keep)
			screen->class->keep(screen);
}

static void
tell_unicode(struct ui *ui)
{
	static const char text[] =
		"This terminal does not show Chinese as UTF-8 text.\r\n\r\n"
		"PuTTY: Window > Translation > Remote character set: UTF-8\r\n"
		"xterm: start it as 'xterm -u8'; others: character encoding UTF-8\r\n"
		"Linux console: use a terminal program with Chinese fonts\r\n\r\n"
		"Press any key to go on as it is, or start with --lang en.\r\n";
	if (ui->unicode_told)
		return;
	ui->unicode_told = true;
	term_send("\033[2J\033[H", 7);
	term_send(text, sizeof text - 1);
	term_push();
	ui->small = true; /* nothing is drawn above it until a key */
}

static void
take_report(struct ui *ui, const struct key *key)
{
	int told = term_answer(key);
	if (told > 0)
		ui->whole = ui->repaint = true;
	if (told < 0)
		tell_unicode(ui);
}

/* A key that the screens may see; false while there is none. */
static bool
next_key(struct ui *ui, struct key *key)
{
	while (keys_next(&ui->keys, key, ui_now())) {
		if (key->code == K_REPORT) {
			take_report(ui, key);
			continue;
		}
		if (!ui->small)
			return true;
		if (ui->unicode_told)
			resized(ui);
	}
	return false;
}

static void
read_keys(struct ui *ui)
{
	char bytes[2048];
	int got = term_read(bytes, sizeof bytes);
	if (got > 0)
		keys_feed(&ui->keys, bytes, (size_t)got, ui_now());
}

/* False when the time ran out and nothing came. */
static bool
sleep_until(struct ui *ui, int64_t until)
{
	struct pollfd wait = {.fd = term_fd(), .events = POLLIN};
	if (term_stalled())
		wait.events |= POLLOUT;
	int ms = timeout_for(ui, until);
	struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};
	int ready = ppoll(&wait, 1, ms < 0 ? NULL : &time, term_waiting_mask());
	if (ready <= 0)
		return ready < 0;
	if (wait.revents & POLLOUT)
		term_push();
	if (wait.revents & (POLLIN | POLLHUP | POLLERR | POLLNVAL))
		read_keys(ui);
	return true;
}

/* With `outside` no handler runs: others' changes end the wait, so that the screens can be refilled.  Where nothing came there is
 * nothing to show: looking for it would cost more than the watch. */
static struct key
wait_key(struct ui *ui, int ms, bool outside)
{
	struct key key;
	int64_t until = ms < 0 ? -1 : ui_now() + ms;
	for (bool slept = false, news = true;; slept = true) {
		if (!ui->gone && term_ending())
			end_all(ui);
		if (ui->gone)
			return (struct key){.code = K_HANGUP};
		if (term_resized()) {
			resized(ui);
			if (!ui->small)
				return (struct key){.code = K_RESIZE};
		}
		if (next_key(ui, &key))
			return key;
		while (run_timers(ui))
			news = true;
		if (outside && (ui->stale || ui->quitting))
			return (struct key){.code = K_NONE};
		if (news)
			show(ui);
		if (until >= 0 && slept && ui_now() >= until)
			return (struct key){.code = K_NONE};
		news = sleep_until(ui, until);
	}
}

struct key
ui_wait(struct ui *ui, int ms)
{
	return wait_key(ui, ms, false);
}

void
ui_drop_typed(struct ui *ui)
{
	read_keys(ui);
	keys_drop(&ui->keys);
}

int
ui_run(struct ui *ui)
{
	while (ui->top && !ui->gone && !ui->quitting) {
		if (ui->stale) {
			ui->stale = false;
			for (struct screen *screen = ui->top; screen; screen = screen->below)
				screen->stale = true;
		}
		screen_fresh(ui->top);
		struct key key = wait_key(ui, -1, true);
		if (key.code != K_NONE && key.code != K_HANGUP)
			screen_dispatch(ui, &key);
		screens_sweep(ui);
	}
	if (ui->quitting && !ui->gone)
		end_all(ui);
	bool dropped = ui->gone && !ui->quitting;
	while (ui->top)
		screen_drop(ui);
	return dropped;
}
