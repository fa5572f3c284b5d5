/* Times of rounds: what most benchmarks measure with. */
#ifndef BENCH_TIMING_H
#define BENCH_TIMING_H

/* Microseconds of a clock that only goes on. */
double timing_now(void);
/* The values are put in order. */
double timing_median(double *values, int count);

#endif
