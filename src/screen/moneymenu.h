/* The screens of money, from one menu: what is due, batches, payments, requests, accounts, grants elsewhere. */
#ifndef SCREEN_MONEYMENU_H
#define SCREEN_MONEYMENU_H

#include "ui/ui.h"

void moneymenu(struct ui *ui);
/* Whether this person sees money at all. */
bool moneymenu_any(struct ui *ui);

#endif
