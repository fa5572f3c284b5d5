/* The road of a call's list by keyboard, from the open tie to the announcement, in the sample office: each step by whose it is. */
#ifndef TESTS_LISTROAD_H
#define TESTS_LISTROAD_H

#include "keyboard.h"

struct road {
	struct office office;
	const char *call;
};

void road_open(struct road *road, const char *call);
void road_close(struct road *road);
/* 李敏 of the office sits down, on a day of its own when it is given. */
struct pty *road_sit(struct road *road, const char *today);
void road_stored(struct road *road, const char *id, const char *text);
/* In the list of recusals: the one that the keys go to is "confirmed" or "refused". */
void road_decide_recusal(struct pty *pty, const char *keys, const char *decision);
/* At the ranking: the second of those tied comes first; `shown` is one of them. */
void road_decide_tie(struct pty *pty, const char *shown);
/* At the ranking: the list, without exceptions. */
void road_draft(struct road *road, struct pty *pty);
/* The newest list of the call, opened by that person. */
struct pty *road_list(struct road *road, const char *as);
/* By the other seat, who types how many projects are on it; a wrong count goes nowhere. */
void road_approve(struct road *road, const char *wrong, const char *count);
/* The minutes that lists rest on; and with them the newest list is resolved and put before the public. */
void road_record_meeting(struct road *road);
void road_publicise(struct road *road);
/* Raised and upheld, and the first of the reserve moves up. */
void road_object_and_promote(struct road *road, const char *objected, const char *successor);
/* The list that the key goes to is announced on that day; or `refused` says why not. */
void road_announce(struct road *road, const char *today, const char *key, const char *refused);

#endif
