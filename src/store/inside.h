/* What the files of the store share; nobody else includes it. */
#ifndef STORE_INSIDE_H
#define STORE_INSIDE_H

#include "store/check.h"
#include "store/env.h"
#include "store/follow.h"
#include "store/tree.h"
#include "store/writing.h"

#endif
