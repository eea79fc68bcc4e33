import type { Logger } from 'pino'
import { system } from '#auth'
import type { Storage } from '#storage'
import { again } from '../../again.ts'
import { takeSample, type SampleNeeds } from './take-sample.ts'

export interface SamplingNeeds extends SampleNeeds {
  readonly transaction: Storage['transaction']
  readonly intervalSeconds: number
  readonly log: Logger
  /** Told after a sample in which alerts began, changed or ended. */
  readonly alerted: () => void
}

/** What looks at the whole house waits until the house is open: the first questions are not to stand behind it. */
const firstAfterMs = 1_000

/** Takes a sample again and again, one at a time; the first a second after the start. */
export function keepSampling(needs: SamplingNeeds): AsyncDisposable {
  const stopping = new AbortController()

  async function sample(): Promise<void> {
    try {
      const { changes } = await takeSample(needs, system, stopping.signal)
      if (changes.length > 0) needs.alerted()
    } catch (error) {
      if (!stopping.signal.aborted)
        needs.log.warn({ err: error }, 'no sample could be taken; the next try comes by itself')
    }
  }
  const sampling = again({ firstMs: firstAfterMs, everyMs: needs.intervalSeconds * 1000 }, sample)
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort(new Error('The process is stopping'))
      await sampling[Symbol.asyncDispose]()
    },
  }
}
