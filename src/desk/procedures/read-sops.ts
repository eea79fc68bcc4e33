import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import { sopSchema, type Sop, type SopStep } from './sop.ts'
import { placeholdersIn } from './template.ts'
import { ConfigurationError } from '../../errors.ts'

const shipped = fileURLToPath(new URL('../sops/', import.meta.url))

/**
 * The shipped procedures and those of `folder`; one there replaces the shipped one with the same id. Throws an Error that
 * names the file and each key that is wrong.
 */
export async function readSops(folder: string | undefined): Promise<Sop[]> {
  const own = folder === undefined ? [] : await readFolder(folder)
  const sops = new Map<string, Sop>()
  for (const sop of [...(await readFolder(shipped)), ...own]) sops.set(sop.id, sop)
  return [...sops.values()].sort((a, b) => a.id.localeCompare(b.id, 'en'))
}

async function readFolder(folder: string): Promise<Sop[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort()
  const sops: Sop[] = []
  for (const name of names) {
    const sop = parseSop(name, await readFile(join(folder, name), 'utf8'))
    const twin = sops.find(({ id }) => id === sop.id)
    if (twin) throw new ConfigurationError(`The procedures ${twin.file} and ${name} have the same id, "${sop.id}".`)
    sops.push(sop)
  }
  return sops
}

/** Reads one Markdown file with front matter. Throws an Error that names the file and each key that is wrong. */
export function parseSop(file: string, text: string): Sop {
  const match = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text)
  if (!match)
    throw new ConfigurationError(`The procedure ${file} has no front matter. Begin it with "---", its keys, and "---".`)
  const parsed = sopSchema.safeParse(parseYaml(file, match[1]!))
  if (!parsed.success)
    throw wrong(
      file,
      parsed.error.issues.map(({ path, message }) => [z.core.toDotPath(path), message]),
    )
  const { kind: _kind, language: _language, audience: _audience, category: _category, ...sop } = parsed.data
  const problems = problemsOf(sop)
  if (problems.length > 0) throw wrong(file, problems)
  return { ...sop, body: text.slice(match[0].length).trim(), file }
}

function parseYaml(file: string, block: string): unknown {
  try {
    return parse(block, { maxAliasCount: 20, logLevel: 'error' })
  } catch (cause) {
    const line = cause instanceof YAMLParseError && cause.linePos ? ` (line ${cause.linePos[0].line + 1})` : ''
    throw new ConfigurationError(
      `The front matter of the procedure ${file} is not YAML${line}: ${(cause as Error).message}`,
      {
        cause,
      },
    )
  }
}

function wrong(file: string, problems: readonly (readonly [path: string, message: string])[]): ConfigurationError {
  const lines = problems.map(([path, message]) => `  ${path === '' ? 'front matter' : path}: ${message}`)
  return new ConfigurationError(`The procedure ${file} is wrong:\n${lines.join('\n')}`)
}

type Unchecked = Omit<Sop, 'body' | 'file'>

/** What a schema cannot say: names are there once, and each placeholder names something that will be there. */
function problemsOf({ inputs, preconditions, steps, postconditions }: Unchecked): [string, string][] {
  const problems: [string, string][] = []
  const inputNames = new Set<string>()
  for (const [index, { name }] of inputs.entries()) {
    if (inputNames.has(name)) problems.push([`inputs[${index}].name`, `"${name}" is there twice`])
    inputNames.add(name)
  }
  for (const [index, input] of inputs.entries())
    for (const { root } of namedIn(input.default, `inputs[${index}].default`, problems))
      if (root !== 'ticket') problems.push([`inputs[${index}].default`, 'can only be taken from the ticket'])
  const done = new Set<string>()
  for (const [list, items] of Object.entries({ preconditions, steps, postconditions })) {
    for (const [index, step] of (items as readonly SopStep[]).entries()) {
      const at = `${list}[${index}]`
      if (done.has(step.name)) problems.push([`${at}.name`, `"${step.name}" is there twice`])
      const { only_if: onlyIf = {} } = step
      for (const name of Object.keys(onlyIf).map((field) => field.split('.', 1)[0]!))
        if (!done.has(name)) problems.push([`${at}.only_if`, `"${name}" is not a step before it`])
      const said = step.kind === 'text' ? [] : [step.input, step.expect, Object.keys(step.expect ?? {})]
      const held = [step.text, onlyIf, Object.keys(onlyIf), ...said]
      for (const { text, root, path } of namedIn(held, at, problems)) {
        const known = root === 'ticket' || (root === 'input' ? inputNames : done).has(path[0] ?? '')
        if (known) continue
        const why = { input: 'is not one of its inputs', steps: 'is not a step before it', ticket: '' }[root]
        problems.push([at, `${text} ${why}`])
      }
      done.add(step.name)
    }
  }
  return problems
}

function namedIn(value: unknown, at: string, problems: [string, string][]): ReturnType<typeof placeholdersIn> {
  try {
    return placeholdersIn(value)
  } catch (error) {
    problems.push([at, (error as Error).message])
    return []
  }
}
