import { ModelError } from './model-error.ts'

export interface TimeLimits {
  /** Until the first piece of text. */
  readonly firstTextMs: number
  /** Between two pieces. */
  readonly pauseMs: number
  readonly totalMs: number
}

/** A person waits about ten seconds for the first words; a local model on a laptop needs the longer total. */
export const defaultTimeLimits: TimeLimits = { firstTextMs: 12_000, pauseMs: 10_000, totalMs: 90_000 }

/**
 * The pieces of `open(signal)` within the limits; beyond one, the inner signal is aborted and `ModelError('timeout')`
 * thrown, also when the stream does not listen to its signal. An aborted `outer` throws its reason.
 */
export async function* withinLimits(
  open: (signal: AbortSignal) => AsyncIterable<string>,
  limits: TimeLimits,
  outer: AbortSignal,
): AsyncGenerator<string> {
  outer.throwIfAborted()
  const controller = new AbortController()
  const aborted = Promise.withResolvers<never>()
  aborted.promise.catch(() => undefined)
  const abort = (reason: unknown) => {
    aborted.reject(reason)
    controller.abort(reason)
  }
  const timeOut = (ms: number, what: string) =>
    setTimeout(() => abort(new ModelError('timeout', `${what} took longer than ${ms} ms`)), ms)
  const onOuter = () => abort(outer.reason)
  outer.addEventListener('abort', onOuter, { once: true })
  const total = timeOut(limits.totalMs, 'the answer')
  let next = timeOut(limits.firstTextMs, 'the first word')
  const iterator = open(controller.signal)[Symbol.asyncIterator]()
  try {
    for (;;) {
      const result = await Promise.race([iterator.next(), aborted.promise])
      if (result.done) return
      if (result.value === '') continue
      clearTimeout(next)
      yield result.value
      next = timeOut(limits.pauseMs, 'the next word')
    }
  } finally {
    clearTimeout(total)
    clearTimeout(next)
    outer.removeEventListener('abort', onOuter)
    controller.abort(new ModelError('interrupted', 'the reader stopped'))
    // Not awaited: a stream that ignores its signal would hold the answer up.
    iterator.return?.().then(undefined, () => undefined)
  }
}
