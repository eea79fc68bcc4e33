/**
 * What Node is started with to run the server or one of its commands, and the environment that goes with it.
 *
 * Left alone, V8 lets the young generation grow to 128 MB under load and the old one to several times what lives in it, and
 * glibc keeps an arena of freed memory for each thread: 10,000 answers leave 290 MB resident. So bounded it is about half:
 * 141 to 145 MB, where 165 to 180 are without --optimize-for-size, by which the old generation grows by a third at a time,
 * and 7 more without --no-sparkplug, which leaves out one of V8's four tiers of machine code. It costs about a tenth more CPU
 * an answer. The threshold is glibc's own first one, held there: left to grow, what many agents' modules freed stays resident
 * in three starts of ten (160 MB in place of 148). Files are read in a process of their own, which has its own bounds.
 */
export const nodeFlags = [
  '--max-semi-space-size=4',
  '--max-old-space-size=128',
  '--optimize-for-size',
  '--no-sparkplug',
]
export const nodeEnvironment = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' }
