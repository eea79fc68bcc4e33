import type { Citation } from '#twin'

/** What one part of a requirement was proved by. */
export interface Evidence {
  /** What it proves: a skill's name, or a part of the requirement. */
  readonly proves: string
  readonly citation: Citation
}

/** What became of one part of a requirement, or of all of it. */
export interface Verdict {
  readonly status: 'matched' | 'partly' | 'gap'
  readonly evidence: readonly Evidence[]
  /** What is not proved, in the words of the posting or of the skill. */
  readonly missing: readonly string[]
  /** Why, in one sentence, where evidence and missing do not say it all. */
  readonly reasons: readonly string[]
}

export const verdict = (status: Verdict['status'], rest: Partial<Omit<Verdict, 'status'>> = {}): Verdict => ({
  status,
  evidence: [],
  missing: [],
  reasons: [],
  ...rest,
})

/**
 * All parts together: matched when each is; partly when one is proved at least in part, because then what is missing is less than
 * what was asked; else a gap.
 */
export function together(parts: readonly Verdict[]): Verdict {
  const every = parts.every(({ status }) => status === 'matched')
  const some = parts.some(({ status }) => status !== 'gap')
  const evidence = parts.flatMap((part) => part.evidence)
  const unique = evidence.filter(
    ({ proves, citation }, index) =>
      evidence.findIndex(
        (other) =>
          other.proves === proves &&
          other.citation.sourceId === citation.sourceId &&
          other.citation.start === citation.start,
      ) === index,
  )
  return {
    status: every ? 'matched' : some ? 'partly' : 'gap',
    evidence: unique,
    missing: [...new Set(parts.flatMap((part) => part.missing))],
    reasons: [...new Set(parts.flatMap((part) => part.reasons))],
  }
}

/** The first of those that are proved most. */
export function bestOf(verdicts: readonly Verdict[]): Verdict {
  return (
    verdicts.find(({ status }) => status === 'matched') ??
    verdicts.find(({ status }) => status === 'partly') ??
    verdicts[0]!
  )
}

/** Of things of which one is enough: what is proved of them, named; else all of them are missing. */
export function eitherOf(choices: readonly string[], verdicts: readonly Verdict[]): Verdict {
  const best = bestOf(verdicts)
  if (best.status !== 'matched') return { ...best, missing: [choices.join(' or ')] }
  const reason = `Either is enough; proved is: ${choices[verdicts.indexOf(best)]!}.`
  return { ...best, reasons: [reason, ...best.reasons] }
}
