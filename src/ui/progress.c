#include <config.h>

#include "ui/dialog.h"

#include <stdio.h>

#include "base/money.h"
#include "base/words.h"

#define APPEARS_MS 300
#define AGAIN_MS 100
#define COLS 56

void
progress_begin(struct progress *progress, struct ui *ui, const char *title)
{
	*progress = (struct progress){.ui = ui, .title = title, .began = ui_now()};
}

static void
appear(struct progress *progress)
{
	char keys[64];
	ui_popup_open(progress->ui, 3, COLS, progress->title, &progress->area);
	snprintf(keys, sizeof keys, "Esc|%s", _("stop"));
	ui_keys_shown(progress->ui, keys);
	progress->open = true;
}

static void
left_words(char *out, size_t size, double seconds)
{
	if (seconds >= 90)
		snprintf(out, size, _("%.0f min left"), seconds / 60);
	else
		snprintf(out, size, _("%.0f s left"), seconds);
}

static void
draw(struct progress *progress, uint64_t done, uint64_t total)
{
	char count[32], all[32], rate[32], left[64] = "";
	double seconds = (double)(ui_now() - progress->began) / 1000;
	double speed = seconds > 0 ? (double)done / seconds : 0;
	const struct area *area = &progress->area;
	number_print(count, (int64_t)done);
	number_print(all, (int64_t)total);
	number_print(rate, (int64_t)speed);
	paint_clear(area);
	if (total) {
		paint_bar(area, 0, 0, area->cols - 6, TONE_DONE, (double)done, (double)total);
		paintf(area, 0, area->cols - 5, TONE_PLAIN, "%3.0f %%", 100.0 * (double)done / (double)total);
		if (speed > 0 && done < total)
			left_words(left, sizeof left, (double)(total - done) / speed);
	}
	int x = paintf(area, 1, 0, TONE_PLAIN, total ? "%s / %s" : "%s", count, all);
	x += 3 + paintf(area, 1, x + 3, TONE_DIM, _("%s a second"), rate);
	paint(area, 1, x + 3, TONE_DIM, left);
	paint(area, 2, 0, TONE_DIM, _("Esc stops it cleanly"));
	paint_cursor(area, 2, area->cols - 1);
}

bool
progress_step(struct progress *progress, uint64_t done, uint64_t total)
{
	int64_t now = ui_now();
	if (progress->stopped || now - progress->began < APPEARS_MS || now - progress->shown < AGAIN_MS)
		return !progress->stopped;
	progress->shown = now;
	if (!progress->open)
		appear(progress);
	draw(progress, done, total);
	for (struct key key = ui_wait(progress->ui, 0); key.code != K_NONE; key = ui_wait(progress->ui, 0)) {
		if (key.code == K_RESIZE) {
			ui_popup_close(progress->ui);
			appear(progress);
		}
		if (key.code == K_ESC || key.code == K_F3 || key.code == K_HANGUP)
			progress->stopped = true;
		if (key.code == K_HANGUP)
			break;
	}
	return !progress->stopped;
}

void
progress_end(struct progress *progress)
{
	if (!progress->open)
		return;
	ui_keys_shown(progress->ui, NULL);
	ui_popup_close(progress->ui);
	progress->open = false;
}
