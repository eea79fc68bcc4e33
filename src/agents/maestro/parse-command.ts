import { AppError } from '../../errors.ts'
import type { Plan, PlanStep } from './plan.ts'

/**
 * One-liners: `@agent.capability(key=value, …)`, one after another, each waiting for the one before it; `&` between two
 * lets them start together. Values are JSON, or a bare word. Throws `invalid_input` with the place of the mistake.
 */
export function parseCommand(text: string): Plan {
  const reader = createReader(text)
  const steps: PlanStep[] = []
  let wave: string[] = []
  let before: string[] = []
  for (;;) {
    reader.skip(/[\s;]+/y)
    if (reader.ended()) break
    const step = readCall(reader, `step${steps.length + 1}`)
    reader.skip(/[^\S\n]+/y)
    const together = reader.skip(/&\s*/y)
    steps.push({ ...step, after: before })
    wave.push(step.id)
    if (together && !reader.ended()) continue
    before = wave
    wave = []
  }
  if (steps.length === 0)
    throw new AppError('invalid_input', 'Write a command, such as @monitoring.monitor_system_health().')
  return { steps }
}

function readCall(reader: Reader, id: string): Omit<PlanStep, 'after'> {
  const name = reader.take(/@([a-z_]+\.[a-z_]+)/y, '@agent.capability')
  reader.skip(/\s+/y)
  const input: Record<string, unknown> = {}
  if (reader.skip(/\(\s*/y)) {
    for (let first = true; !reader.skip(/\s*\)/y); first = false) {
      if (!first) reader.take(/\s*(,)\s*/y, '"," or ")"')
      const key = reader.take(/([a-z_][a-z0-9_]*)\s*=\s*/iy, 'key=value')
      if (Object.hasOwn(input, key)) throw reader.error(`"${key}" is given twice`)
      Object.defineProperty(input, key, { value: readValue(reader), enumerable: true })
    }
  }
  return { id, capability: name, input, retries: 0 }
}

/** A string, number, true, false, null, list or object as in JSON; any other word is a string. */
function readValue(reader: Reader): unknown {
  if (reader.looksAt(/["[{]/y)) {
    const json = reader.balanced()
    try {
      return JSON.parse(json)
    } catch {
      throw reader.error(`${json} is not JSON`)
    }
  }
  const word = reader.take(/([^\s,()&;"'=[\]{}]+)/y, 'a value')
  return /^(true|false|null|-?\d+(\.\d+)?)$/.test(word) ? (JSON.parse(word) as unknown) : word
}

interface Reader {
  ended(): boolean
  looksAt(pattern: RegExp): boolean
  /** Moves past the pattern; false when it is not there. */
  skip(pattern: RegExp): boolean
  /** Moves past the pattern and gives its group; throws, naming what was expected. */
  take(pattern: RegExp, expected: string): string
  /** The text from a bracket or quotation mark to the one that closes it. */
  balanced(): string
  error(what: string): AppError
}

function createReader(text: string): Reader {
  let at = 0
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }
  const error = (what: string) => new AppError('invalid_input', `In the command, at character ${at + 1}: ${what}.`)
  return {
    error,
    ended: () => at >= text.length,
    looksAt: (pattern) => match(pattern) !== null,
    skip(pattern) {
      const found = match(pattern)
      if (found) at += found[0].length
      return found !== null
    },
    take(pattern, expected) {
      const found = match(pattern)
      if (!found) throw error(`expected ${expected}`)
      at += found[0].length
      return found[1]!
    },
    balanced() {
      const from = at
      let depth = 0
      for (let quoted = false; at < text.length; at++) {
        const letter = text[at]!
        if (quoted && letter === '\\') at++
        else if (letter === '"') quoted = !quoted
        else if (!quoted && '[{'.includes(letter)) depth++
        else if (!quoted && ']}'.includes(letter)) depth--
        if (!quoted && depth === 0) return text.slice(from, ++at)
      }
      at = from
      throw error('a bracket or quotation mark is not closed')
    },
  }
}
