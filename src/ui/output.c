#include <config.h>

#include "ui/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"

static struct {
	int written, terminal;
	struct buf queue;
	size_t sent; /* of the queue */
	bool gone;
} output = {.written = -1};

int
output_start(int written, int terminal)
{
	int memory = memfd_create("screen", MFD_CLOEXEC);
	if (memory < 0)
		return -1;
	if (dup3(memory, written, O_CLOEXEC) < 0) {
		close(memory);
		return -1;
	}
	close(memory);
	output.written = written;
	output.terminal = terminal;
	output.gone = false;
	return 0;
}

void
output_stop(void)
{
	buf_free(&output.queue);
	output.sent = 0;
	output.written = -1;
}

void
output_take(void)
{
	off_t len = output.written >= 0 ? lseek(output.written, 0, SEEK_CUR) : 0;
	if (len <= 0)
		return;
	char *room = buf_reserve(&output.queue, (size_t)len);
	ssize_t got = pread(output.written, room, (size_t)len, 0);
	if (got > 0)
		output.queue.len += (size_t)got;
	lseek(output.written, 0, SEEK_SET);
}

void
output_send(const char *bytes, size_t len)
{
	buf_add(&output.queue, bytes, len);
}

bool
output_waiting(void)
{
	return output.sent < output.queue.len && !output.gone;
}

int
output_push(void)
{
	while (output_waiting()) {
		ssize_t done = write(output.terminal, output.queue.data + output.sent, output.queue.len - output.sent);
		if (done >= 0) {
			output.sent += (size_t)done;
		} else if (errno == EAGAIN) {
			return 0;
		} else if (errno != EINTR) {
			output.gone = true;
		}
	}
	buf_clear(&output.queue);
	output.sent = 0;
	return output.gone ? -1 : 0;
}

void
output_drain(int ms)
{
	/* A terminal that takes nothing for so long is left as it is. */
	while (output_push() == 0 && output_waiting()) {
		struct pollfd wait = {.fd = output.terminal, .events = POLLOUT};
		if (poll(&wait, 1, ms) <= 0)
			return;
	}
}
