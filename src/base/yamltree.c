#include <config.h>

#include "base/yamltree.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <yaml.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/text.h"

enum {
	MAX_BYTES = 4 << 20,
	MAX_DEPTH = 64,
	MAX_NODES = 200000,
	MAX_KEY = 200,
	MAX_FAULTS = 1000,
	PIECE = 65536, /* of a file */
	NODES_STEP = 1 << 18, /* so much lies apart from the heap: given back, it is the system's again */
};

/* What libyaml says, in words that tell the author of a file what to do.  Where the fault shows only
 * later (a quote that is never closed), the beginning of the piece is the better place. */
static const struct problem {
	const char *libyaml, *words;
	bool at_beginning;
} problems[] = {
	{"did not find expected key", N_("a key is expected here; look at the indentation and at quotes"), false},
	{"did not find expected '-' indicator", N_("a '-' is expected here; look at the indentation"), false},
	{"did not find expected ',' or ']'", N_("',' or ']' is expected here"), false},
	{"did not find expected ',' or '}'", N_("',' or '}' is expected here"), false},
	{"did not find expected node content", N_("a value is expected here"), false},
	{"did not find expected <document start>", N_("nothing may follow the end of the document"), false},
	{"could not find expected ':'", N_("a ':' is expected after this key"), true},
	{"mapping values are not allowed in this context",
	 N_("a key cannot stand here; put a text that holds ':' in quotes"), false},
	{"mapping keys are not allowed in this context", N_("a key cannot stand here"), false},
	{"block sequence entries are not allowed in this context", N_("a list cannot begin here"), false},
	{"found a tab character that violates indentation", N_("tabs cannot indent; use spaces"), false},
	{"found a tab character where an indentation space is expected", N_("tabs cannot indent; use spaces"), false},
	{"found character that cannot start any token",
	 N_("no value can begin with this character; put the text in quotes"), false},
	{"found unexpected end of stream", N_("the quote that begins here is never closed"), true},
	{"found unexpected document indicator", N_("the quote that begins here is never closed"), true},
	{"found unexpected ':'", N_("a ':' cannot stand here; put the text in quotes"), false},
	{"found unknown escape character", N_("unknown escape after '\\' in double quotes"), false},
	{"found invalid Unicode character escape code", N_("this escape is no Unicode character"), false},
	{"did not find expected hexdecimal number", N_("hexadecimal digits are expected in this escape"), false},
	{"did not find expected alphabetic or numeric character",
	 N_("'&' and '*' begin anchors and aliases, which are not allowed; put the text in quotes"), true},
	{"did not find expected comment or line break", N_("only a comment may follow on this line"), false},
	{"did not find expected tag URI", N_("tags are not allowed; put a text that begins with '!' in quotes"), true},
	{"did not find the expected '>'", N_("tags are not allowed; put a text that begins with '!' in quotes"), true},
	{"did not find expected '!'", N_("tags are not allowed; put a text that begins with '!' in quotes"), true},
	{"did not find expected whitespace or line break",
	 N_("tags are not allowed; put a text that begins with '!' in quotes"), true},
	{"found undefined tag handle", N_("tags are not allowed; put a text that begins with '!' in quotes"), true},
	{"found unknown directive name", N_("unknown directive; put the text in quotes"), true},
	{"found incompatible YAML document", N_("only YAML 1.1 and 1.2 can be read"), false},
	{"control characters are not allowed", N_("control characters are not allowed"), false},
	{"invalid Unicode character", N_("the text is not valid UTF-8"), false},
	{"invalid leading UTF-8 octet", N_("the text is not valid UTF-8"), false},
	{"invalid length of a UTF-8 sequence", N_("the text is not valid UTF-8"), false},
	{"invalid trailing UTF-8 octet", N_("the text is not valid UTF-8"), false},
	{"incomplete UTF-8 octet sequence", N_("the text is not valid UTF-8"), false},
};

struct yaml_tree {
	struct arena texts, nodes;
	struct yaml_node *root;
	const char *name;
};

/* A list or map whose end has not come yet. */
struct level {
	struct yaml_node *node, *last;
	const char *key; /* of the value to come, NULL while a key is awaited */
	struct pos key_pos;
	bool in_key; /* the node stands where a key belongs: refused, read on, dropped */
};

struct loader {
	struct yaml_tree *tree;
	struct faults found;
	struct level levels[MAX_DEPTH];
	int depth;
	size_t nodes;
	int documents;
	bool stopped;
	struct buf scratch;
	struct yaml_node **sorted;
	size_t sorted_cap;
};

static struct pos
mark_pos(const struct loader *loader, yaml_mark_t mark)
{
	return (struct pos){.file = loader->tree->name, .line = (int)mark.line + 1, .column = (int)mark.column + 1};
}

static void
refuse(struct loader *loader, yaml_mark_t mark, const char *message)
{
	fault_add(&loader->found, FAULT_ERROR, mark_pos(loader, mark), NULL, "%s", message);
}

static void
refuse_and_stop(struct loader *loader, yaml_mark_t mark, const char *message)
{
	refuse(loader, mark, message);
	loader->stopped = true;
}

static void
refuse_properties(struct loader *loader, yaml_mark_t mark, const void *anchor, const void *tag)
{
	if (anchor)
		refuse(loader, mark, _("anchors are not allowed"));
	if (tag)
		refuse(loader, mark, _("tags are not allowed; put a text that begins with '!' in quotes"));
}

/* The text of a scalar, checked by the same allow-list as any text that comes in. */
static const char *
take_text(struct loader *loader, const yaml_event_t *event)
{
	const char *text = (const char *)event->data.scalar.value;
	size_t len = event->data.scalar.length;
	struct err err;
	buf_clear(&loader->scratch);
	if (text_clean(&loader->scratch, text, len, TEXT_LINES, &err) < 0) {
		refuse(loader, event->start_mark, err.message);
		return "";
	}
	return arena_strndup(&loader->tree->texts, text, len);
}

static bool
at_key(const struct loader *loader)
{
	if (!loader->depth)
		return false;
	const struct level *level = &loader->levels[loader->depth - 1];
	return level->node->kind == YAML_MAP && !level->key;
}

static void
take_key(struct loader *loader, const yaml_event_t *event)
{
	struct level *level = &loader->levels[loader->depth - 1];
	level->key = "";
	level->key_pos = mark_pos(loader, event->start_mark);
	if (event->data.scalar.length == 0)
		refuse(loader, event->start_mark, _("a key is empty"));
	else if (event->data.scalar.length > MAX_KEY)
		refuse(loader, event->start_mark, _("a key is too long"));
	else
		level->key = take_text(loader, event);
}

/* Hangs the node into the list or map that is open; a value ends its key. */
static void
hang(struct loader *loader, struct yaml_node *node)
{
	if (!loader->depth) {
		loader->tree->root = node;
		return;
	}
	struct level *level = &loader->levels[loader->depth - 1];
	if (level->node->kind == YAML_MAP) {
		node->key = level->key;
		node->key_pos = level->key_pos;
		level->key = NULL;
	}
	if (level->last)
		level->last->next = node;
	else
		level->node->first = node;
	level->last = node;
	level->node->count++;
}

static struct yaml_node *
node_new(struct loader *loader, enum yaml_kind kind, yaml_mark_t mark)
{
	struct yaml_node *node = arena_alloc(&loader->tree->nodes, sizeof *node);
	node->kind = kind;
	node->pos = mark_pos(loader, mark);
	node->tree = loader->tree;
	if (++loader->nodes > MAX_NODES)
		refuse_and_stop(loader, mark, _("there are too many values in the file"));
	return node;
}

static void
take_scalar(struct loader *loader, const yaml_event_t *event)
{
	refuse_properties(loader, event->start_mark, event->data.scalar.anchor, event->data.scalar.tag);
	if (at_key(loader)) {
		take_key(loader, event);
		return;
	}
	struct yaml_node *node = node_new(loader, YAML_SCALAR, event->start_mark);
	node->text = take_text(loader, event);
	node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	hang(loader, node);
}

static void
take_alias(struct loader *loader, const yaml_event_t *event)
{
	refuse(loader, event->start_mark, _("aliases are not allowed; put a text that begins with '*' in quotes"));
	if (at_key(loader)) {
		loader->levels[loader->depth - 1].key = "";
		return;
	}
	struct yaml_node *node = node_new(loader, YAML_SCALAR, event->start_mark);
	node->text = "";
	hang(loader, node);
}

static void
open_level(struct loader *loader, const yaml_event_t *event, enum yaml_kind kind)
{
	if (loader->depth == MAX_DEPTH) {
		refuse_and_stop(loader, event->start_mark, _("lists and maps are nested too deep"));
		return;
	}
	bool in_key = at_key(loader);
	struct yaml_node *node = node_new(loader, kind, event->start_mark);
	if (in_key)
		refuse(loader, event->start_mark, _("a key must be plain text; put a text that begins with '{' or '[' in quotes"));
	else
		hang(loader, node);
	loader->levels[loader->depth++] = (struct level){.node = node, .in_key = in_key};
}

static int
compare_keys(const void *a, const void *b)
{
	const struct yaml_node *one = *(struct yaml_node *const *)a, *other = *(struct yaml_node *const *)b;
	int order = strcmp(one->key, other->key);
	if (!order)
		order = (one->key_pos.line > other->key_pos.line) - (one->key_pos.line < other->key_pos.line);
	if (!order)
		order = (one->key_pos.column > other->key_pos.column) - (one->key_pos.column < other->key_pos.column);
	return order;
}

static void
refuse_duplicates(struct loader *loader, const struct yaml_node *map)
{
	if (map->count > loader->sorted_cap) {
		loader->sorted_cap = map->count * 2;
		loader->sorted = xrealloc(loader->sorted, loader->sorted_cap, sizeof(struct yaml_node *));
	}
	struct yaml_node **sorted = loader->sorted, *first = NULL;
	size_t count = 0;
	for (struct yaml_node *child = map->first; child; child = child->next)
		sorted[count++] = child;
	if (count > 1)
		qsort(sorted, count, sizeof(struct yaml_node *), compare_keys);
	for (size_t i = 0; i < count; i++) {
		if (!first || strcmp(first->key, sorted[i]->key) != 0)
			first = sorted[i];
		else if (*first->key) /* one without a key has its fault already */
			fault_add(&loader->found, FAULT_ERROR, sorted[i]->key_pos, NULL,
			          _("key '%s' stands twice, first on line %d"), first->key, first->key_pos.line);
	}
}

static void
close_level(struct loader *loader)
{
	struct level *level = &loader->levels[--loader->depth];
	if (level->node->kind == YAML_MAP)
		refuse_duplicates(loader, level->node);
	if (level->in_key)
		loader->levels[loader->depth - 1].key = "";
}

static void
take_event(struct loader *loader, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (loader->documents++)
			refuse_and_stop(loader, event->start_mark, _("only one document is allowed in a file"));
		break;
	case YAML_SCALAR_EVENT:
		take_scalar(loader, event);
		break;
	case YAML_ALIAS_EVENT:
		take_alias(loader, event);
		break;
	case YAML_SEQUENCE_START_EVENT:
		refuse_properties(loader, event->start_mark, event->data.sequence_start.anchor,
		                  event->data.sequence_start.tag);
		open_level(loader, event, YAML_LIST);
		break;
	case YAML_MAPPING_START_EVENT:
		refuse_properties(loader, event->start_mark, event->data.mapping_start.anchor,
		                  event->data.mapping_start.tag);
		open_level(loader, event, YAML_MAP);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_level(loader);
		break;
	default:
		break;
	}
}

/* libyaml tells a byte that cannot be read by its offset alone. */
static yaml_mark_t
mark_of_offset(const char *text, size_t len, size_t offset)
{
	yaml_mark_t mark = {0};
	if (offset > len)
		offset = len;
	while (offset > 0 && !utf8_valid(text, offset)) /* it may point into the character */
		offset--;
	for (size_t i = 0; i < offset; i++) {
		if (text[i] == '\n') {
			mark.line++;
			mark.column = 0;
		} else if (((unsigned char)text[i] & 0xC0) != 0x80) {
			mark.column++;
		}
	}
	return mark;
}

static void
refuse_syntax(struct loader *loader, const yaml_parser_t *parser, const char *text, size_t len)
{
	yaml_mark_t mark = parser->problem_mark;
	const char *said = parser->problem ? parser->problem : "";
	if (parser->error == YAML_READER_ERROR)
		mark = mark_of_offset(text, len, parser->problem_offset);
	for (size_t i = 0; i < sizeof problems / sizeof *problems; i++) {
		if (strcmp(problems[i].libyaml, said) == 0) {
			if (problems[i].at_beginning && parser->context)
				mark = parser->context_mark;
			refuse(loader, mark, _(problems[i].words));
			return;
		}
	}
	fault_add(&loader->found, FAULT_ERROR, mark_pos(loader, mark), NULL, _("cannot be read as YAML: %s"), said);
}

static void
run(struct loader *loader, const char *text, size_t len)
{
	yaml_parser_t parser;
	if (!yaml_parser_initialize(&parser))
		BUG("no memory for a YAML parser");
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)text, len);
	for (bool ended = false; !ended && !loader->stopped && loader->found.count < MAX_FAULTS;) {
		yaml_event_t event;
		if (!yaml_parser_parse(&parser, &event)) {
			refuse_syntax(loader, &parser, text, len);
			break;
		}
		ended = event.type == YAML_STREAM_END_EVENT;
		take_event(loader, &event);
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	if (!loader->documents && !loader->found.count)
		refuse(loader, (yaml_mark_t){0}, _("the file is empty"));
}

/* Keys that stand twice are seen at the end of their map, after faults further down. */
static int
compare_faults(const void *a, const void *b)
{
	const struct fault *one = a, *other = b;
	if (one->pos.line != other->pos.line)
		return one->pos.line < other->pos.line ? -1 : 1;
	return (one->pos.column > other->pos.column) - (one->pos.column < other->pos.column);
}

static void
give_faults(struct loader *loader, const char *name, struct faults *faults)
{
	struct faults *found = &loader->found;
	if (found->count)
		qsort(found->items, found->count, sizeof *found->items, compare_faults);
	for (size_t i = 0; i < found->count; i++)
		found->items[i].pos.file = name;
	faults_move(faults, found);
}

struct yaml_tree *
yaml_parse(const char *name, const char *text, size_t len, struct faults *faults)
{
	if (len > MAX_BYTES) {
		fault_add(faults, FAULT_ERROR, (struct pos){.file = name}, NULL, _("the file is larger than %d MiB"),
		          MAX_BYTES >> 20);
		return NULL;
	}
	if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
		text += 3;
		len -= 3;
	}
	struct yaml_tree *tree = xcalloc(1, sizeof *tree);
	tree->nodes.step = NODES_STEP;
	tree->name = arena_strdup(&tree->texts, name);
	struct loader *loader = xcalloc(1, sizeof *loader);
	loader->tree = tree;
	run(loader, text, len);
	bool failed = loader->found.count > 0;
	give_faults(loader, name, faults);
	buf_free(&loader->scratch);
	free(loader->sorted);
	free(loader);
	if (!failed)
		return tree;
	yaml_tree_free(tree);
	return NULL;
}

static int
read_whole(struct buf *out, const char *path)
{
	FILE *file = fopen(path, "rbe");
	if (!file)
		return -1;
	struct stat status;
	/* One byte more than there is finds the end. */
	size_t got, piece = fstat(fileno(file), &status) == 0 && status.st_size > 0 && status.st_size < PIECE ? (size_t)status.st_size + 1 : PIECE;
	do {
		got = fread(buf_reserve(out, piece), 1, piece, file);
		out->len += got;
	} while (got == piece && out->len <= MAX_BYTES);
	int failed = ferror(file) ? errno : 0;
	fclose(file);
	errno = failed;
	return failed ? -1 : 0;
}

int
yaml_text_load(struct buf *text, const char *path, struct faults *faults)
{
	if (read_whole(text, path) == 0)
		return 0;
	fault_add(faults, FAULT_ERROR, (struct pos){.file = path}, NULL, _("cannot be read: %s"), strerror(errno));
	return -1;
}

struct yaml_tree *
yaml_load(const char *path, struct faults *faults)
{
	struct buf text = {0};
	struct yaml_tree *tree = NULL;
	if (yaml_text_load(&text, path, faults) == 0)
		tree = yaml_parse(path, text.data, text.len, faults);
	buf_free(&text);
	return tree;
}

struct yaml_node *
yaml_root(struct yaml_tree *tree)
{
	return tree->root;
}

void
yaml_tree_free(struct yaml_tree *tree)
{
	if (!tree)
		return;
	yaml_tree_forget(tree);
	arena_free(&tree->texts);
	free(tree);
}

void
yaml_tree_forget(struct yaml_tree *tree)
{
	arena_free(&tree->nodes);
	tree->root = NULL;
}

struct arena *
yaml_arena(struct yaml_tree *tree)
{
	return &tree->nodes;
}
