import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { run } from 'node:test'
import { inspect } from 'node:util'
import { killLeftovers, removeMounts } from './leftovers.ts'

export interface FileResult {
  readonly file: string
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly durationMs: number
  /** One text for each failure, ready to print. */
  readonly failures: readonly string[]
}

export interface RunFileOptions {
  readonly root: string
  /** Folder under which the file gets a temporary folder of its own. */
  readonly tmp: string
  readonly env: NodeJS.ProcessEnv
  readonly limitMs: number
  /** Ends the file at once. */
  readonly stopped?: AbortSignal
}

let counter = 0

/** Runs one test file in its own process, with its own temporary folder, and sees that nothing of it is left running. */
export async function runFile(file: string, { root, tmp, env, limitMs, stopped }: RunFileOptions): Promise<FileResult> {
  const fileId = `${process.pid}-${++counter}`
  const folder = join(tmp, String(counter))
  mkdirSync(folder, { mode: 0o700 })
  const path = join(root, file)
  const started = performance.now()
  const failures: string[] = []
  const output: string[] = []
  let counts = { passed: 0, failed: 0, cancelled: 0, skipped: 0, todo: 0 }

  // No test may need the limit: it ends a file that hangs, or that left something open which keeps its process alive.
  const late = AbortSignal.timeout(limitMs)
  const events = run({
    files: [path],
    cwd: root,
    signal: stopped ? AbortSignal.any([late, stopped]) : late,
    env: { ...env, TEST_FILE_ID: fileId, TMPDIR: folder },
  })
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') output.push(data.message)
    else if (type === 'test:pass' && data.name === path) failures.push(`${file}: holds no tests`)
    else if (type === 'test:fail') failures.push(describeFailure(file, path, data, late.aborted ? limitMs : undefined))
    else if (type === 'test:summary' && data.file === undefined) counts = data.counts
  }
  for (const leftover of [...(await killLeftovers(fileId, folder)), ...removeMounts(folder)]) {
    failures.push(`${file}: left behind ${leftover}`)
    counts = { ...counts, failed: counts.failed + 1 }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  const empty = failures.some((failure) => failure.endsWith('holds no tests'))
  if (failures.length > 0 && output.length > 0) failures.push(`${file} printed:\n${output.join('').slice(-4_000)}`)
  return {
    file,
    passed: empty ? 0 : counts.passed,
    failed: counts.failed + counts.cancelled + (empty ? 1 : 0),
    skipped: counts.skipped + counts.todo,
    durationMs: performance.now() - started,
    failures,
  }
}

interface Failure {
  name: string
  details: { error: Error }
}

function describeFailure(
  file: string,
  path: string,
  { name, details }: Failure,
  abortedAfterMs: number | undefined,
): string {
  if (name === path && abortedAfterMs !== undefined) {
    return `${file}: was ended after ${abortedAfterMs / 1000} s: a test hangs, or something it opened is still open`
  }
  return `${file}: ${name === path ? 'the file itself failed' : name}\n${describeError(details.error.cause ?? details.error)}`
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return inspect(error)
  const text = error.stack ?? error.message
  return error.cause === undefined ? text : `${text}\ncaused by ${describeError(error.cause)}`
}
