import type { Arguments } from './parse-arguments.ts'
import type { CommandLimits } from './policy.ts'
import type { Reader } from './readers/reader.ts'
import type { Outcome } from './run-program.ts'

/**
 * Runs a reader within the time and output of its rule.
 * @throws the reason of `signal` when it is aborted.
 */
export async function runReader(
  reader: Reader,
  { options, positionals }: Arguments,
  { timeMs, outputBytes }: CommandLimits,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  signal?.throwIfAborted()
  const late = AbortSignal.timeout(timeMs)
  try {
    const ended = signal === undefined ? late : AbortSignal.any([signal, late])
    const { output, stderr, exitCode } = await reader.read({ options, positionals, signal: ended })
    signal?.throwIfAborted()
    const whole = Buffer.from(output)
    const truncated = whole.length > outputBytes
    const kept = truncated ? whole.subarray(0, outputBytes).toString() : output
    return { output: kept, stderr, exitCode, signal: null, truncated, timedOut: late.aborted }
  } catch (error) {
    signal?.throwIfAborted()
    if (!late.aborted) throw error
    return { output: '', stderr: '', exitCode: null, signal: null, truncated: false, timedOut: true }
  }
}
