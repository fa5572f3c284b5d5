#include <config.h>

#include "cmd/cmd.h"

#include <string.h>

#define VERB(name) extern const struct verb cmd_##name;
#include "cmd/verbs.def"
#undef VERB

#define VERB(name) &cmd_##name,
const struct verb *const verbs[] = {
#include "cmd/verbs.def"
	NULL,
};
#undef VERB

const struct verb *
verb_named(const char *name)
{
	for (const struct verb *const *verb = verbs; *verb; verb++)
		if (strcmp((*verb)->name, name) == 0)
			return *verb;
	return NULL;
}
