import { readFile } from 'node:fs/promises'
import { isMap, isScalar, LineCounter, parseDocument, type Node } from 'yaml'
import type { z } from 'zod'
import { policySchema, type Policy } from './policy.ts'
import { ConfigurationError } from '../../errors.ts'

const defaultPath = new URL('default-policy.yaml', import.meta.url)

/**
 * The policy of the file at `path`, or the shipped one: the only place that allows a command.
 * @throws Error that names the file and, for each mistake, line and key. Start-up must stop on it: there is no half policy.
 */
export async function readPolicy(path?: string): Promise<Policy> {
  const file = path ?? defaultPath
  return parsePolicy(await readFile(file, 'utf8'), path ?? 'default-policy.yaml')
}

/** As `readPolicy`, for the text of a policy; `name` stands in messages. */
export function parsePolicy(text: string, name: string): Policy {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const failures = document.errors.map(({ message }) => message.split('\n')[0]?.replace(/:$/, '') ?? message)
  if (failures.length > 0) throw new ConfigurationError(`The policy ${name} is not valid YAML. ${failures.join('; ')}.`)

  const checked = policySchema.safeParse(document.toJS({ maxAliasCount: 20 }))
  if (checked.success) return checked.data
  const lineOf = (path: readonly PropertyKey[]): number => lines.linePos(offsetOf(document.contents, path)).line
  const reasons = checked.error.issues.flatMap((issue) =>
    placesOf(issue).map(({ path, message }) => `line ${lineOf(path)}: ${path.join('.') || 'the file'}: ${message}`),
  )
  throw new ConfigurationError(`The policy ${name} is not valid.\n${reasons.join('\n')}`)
}

/** A wrong key is a mistake at that key, not of what holds it. */
function placesOf(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => ({ path: issue.path, message }))
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: issue.message }]
  return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'unknown key' }))
}

/** Where in the text the value at `path` begins: its key, or the nearest thing around it that is written there. */
function offsetOf(node: Node | null, path: readonly PropertyKey[]): number {
  let found = node?.range?.[0] ?? 0
  let at: unknown = node
  for (const step of path) {
    if (isMap(at)) {
      const pair = at.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      if (pair === undefined) return found
      found = (pair.key as Node).range?.[0] ?? found
      at = pair.value
    } else {
      at = (at as { items?: unknown[] } | null)?.items?.[Number(step)]
      found = (at as Node | undefined)?.range?.[0] ?? found
    }
  }
  return found
}
