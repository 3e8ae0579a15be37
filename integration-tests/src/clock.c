/* Loaded into a program (LD_PRELOAD), has it see a wall clock that is ahead. Clocks that only measure how long something takes go on as
 * they are, so what the program waits for comes when it should. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static int (*read_clock)(clockid_t, struct timespec *);
static long ahead;

__attribute__((constructor)) static void begin(void)
{
	const char *seconds = getenv("NUTBOX_TEST_CLOCK_AHEAD");

	ahead = seconds ? atol(seconds) : 0;
	*(void **)&read_clock = dlsym(RTLD_NEXT, "clock_gettime");
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
	int failed;

	/* Another library may ask before ours is set up. */
	if (!read_clock)
		begin();
	failed = read_clock(clock, now);
	if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
		now->tv_sec += ahead;
	return failed;
}
