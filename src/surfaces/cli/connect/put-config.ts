import { randomUUID } from 'node:crypto'
import { mkdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { AppError } from '#errors'
import type { Config } from './kits.ts'

export interface PutResult {
  readonly path: string
  readonly outcome: 'created' | 'added' | 'replaced' | 'unchanged'
  /** What stood under our name before, so that it can be put back. */
  readonly before?: unknown
}

/**
 * Puts our entries into a JSON file beside those of others, which stay as they are; what had our name before is returned. The file is
 * replaced as a whole or not at all, and keeps its mode, its indent and, where it is a link, its place. There is no copy of it left
 * beside: nothing of others' is lost, and a second file in a folder that is committed is one more to leak.
 * Throws `invalid_input` for a file that is not strict JSON, such as one with comments, because they would be lost.
 */
export async function putConfig(path: string, content: Config): Promise<PutResult> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new AppError('invalid_input', `${path} cannot be read: ${(error as Error).message}`)
  })
  if (text === undefined || text.trim() === '') {
    await mkdir(dirname(path), { recursive: true })
    await replace(path, `${JSON.stringify(content, undefined, 2)}\n`)
    return { path, outcome: 'created' }
  }
  const existing = await readConfig(path, text)
  const { merged, before } = merge(path, existing, content)
  if (JSON.stringify(merged) === JSON.stringify(existing)) return { path, outcome: 'unchanged' }
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  '
  await replace(path, `${JSON.stringify(merged, undefined, indent)}\n`)
  return before === undefined ? { path, outcome: 'added' } : { path, outcome: 'replaced', before }
}

const section = z.record(z.string(), z.unknown())
const list = z.array(z.looseObject({ id: z.unknown().optional() }))

async function readConfig(path: string, text: string): Promise<Record<string, unknown>> {
  try {
    return section.parse(await new Response(text).json()) // which also takes a byte order mark away
  } catch (cause) {
    throw new AppError(
      'invalid_input',
      `${path} is not plain JSON (comments and trailing commas are not), so nothing was changed. Put in by hand what the command prints without --write.`,
      { cause },
    )
  }
}

function merge(path: string, existing: Record<string, unknown>, content: Config) {
  const merged = { ...existing }
  const before: Record<string, unknown> = {}
  for (const [name, ours] of Object.entries(content)) {
    const parsed = (isList(ours) ? list : section).safeParse(existing[name] ?? (isList(ours) ? [] : {}))
    if (!parsed.success)
      throw new AppError(
        'invalid_input',
        `"${name}" in ${path} has another shape than its client reads; nothing was changed.`,
      )
    const { entries, replaced } = isList(ours)
      ? mergeList(parsed.data as { id?: unknown }[], ours)
      : mergeSection(parsed.data as Record<string, unknown>, ours)
    merged[name] = entries
    if (replaced !== undefined) before[name] = replaced
  }
  return { merged, before: Object.keys(before).length > 0 ? before : undefined }
}

function isList(value: Config[string]): value is readonly { readonly id: string }[] {
  return Array.isArray(value)
}

function mergeSection(theirs: Record<string, unknown>, ours: Readonly<Record<string, unknown>>) {
  const replaced = Object.entries(theirs).filter(([name, value]) => name in ours && !same(value, ours[name]))
  return { entries: { ...theirs, ...ours }, replaced: replaced.length > 0 ? Object.fromEntries(replaced) : undefined }
}

function mergeList(theirs: readonly { id?: unknown }[], ours: readonly { readonly id: string }[]) {
  const mine = (id: unknown) => ours.find((one) => one.id === id)
  const replaced = theirs.filter((item) => mine(item.id) && !same(item, mine(item.id)))
  const added = ours.filter(({ id }) => !theirs.some((item) => item.id === id))
  return {
    entries: [...theirs.map((item) => mine(item.id) ?? item), ...added],
    replaced: replaced.length > 0 ? replaced : undefined,
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

async function replace(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path)
  const mode = await stat(target).then(
    (found) => found.mode & 0o777,
    () => 0o644,
  )
  const draft = `${target}.${randomUUID()}.tmp`
  await writeFile(draft, text, { mode, flag: 'wx' })
  await rename(draft, target)
}
