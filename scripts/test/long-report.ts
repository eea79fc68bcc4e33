import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'
import type { SuiteResult } from '../test.ts'
import type { FileResult } from './run-file.ts'
import type { Suite } from './suites.ts'

const slowest = 15

/** What one file came to in one suite, and when and where that was. */
interface LongResult extends FileResult {
  readonly suite: Suite['name']
  readonly at: string
  readonly commit: string
  readonly machine: string
}

/**
 * Keeps what came out in test/reports/long.json, and writes test/reports/long.md from it. The whole takes hours, so it can be run in
 * parts: what was run now takes the place of what was known of the same files, and every other line says on which commit it ran.
 * @param planned every file of every suite, so that one that never ran is told, and one that is no more is forgotten
 */
export function writeLongReport(root: string, results: readonly SuiteResult[], planned: readonly Suite[]): void {
  const folder = join(root, 'test', 'reports')
  const file = join(folder, 'long.json')
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as LongResult[]) : []
  const here = whereAndWhen(root)
  const now = results.flatMap(({ suite, files }) =>
    files.map((one): LongResult => ({ suite: suite.name, ...one, ...here })),
  )
  const wanted = planned.flatMap(({ name, files }) => files.map((path) => ({ suite: name, file: path })))
  const newest = wanted.map((place) => ({
    ...place,
    result: [...now, ...known].find(({ suite, file: path }) => suite === place.suite && path === place.file),
  }))
  const ran = newest.flatMap(({ result }) => result ?? [])
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, `${JSON.stringify(ran, null, 1)}\n`)
  writeFileSync(
    join(folder, 'long.md'),
    page(
      ran,
      newest.filter(({ result }) => !result),
    ),
  )
}

function whereAndWhen(root: string): Pick<LongResult, 'at' | 'commit' | 'machine'> {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'safe.directory=*', ...args], { cwd: root, encoding: 'utf8' }).trim()
  return {
    at: new Date().toISOString(),
    commit:
      git('rev-parse', '--short', 'HEAD') +
      (git('status', '--porcelain', '--', '.', ':!test/reports') === '' ? '' : ' and changes'),
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${release()}, Node ${process.version}`,
  }
}

function page(ran: readonly LongResult[], missing: readonly { suite: string; file: string }[]): string {
  const suites = [...new Set(ran.map(({ suite }) => suite))]
  const failed = ran.filter(({ failures, failed: count }) => count > 0 || failures.length > 0)
  const row = (suite: string): string => {
    const files = ran.filter((one) => one.suite === suite)
    const sum = (key: 'passed' | 'failed' | 'skipped' | 'durationMs') =>
      files.reduce((total, one) => total + one[key], 0)
    const days = files.map(({ at }) => at.slice(0, 10)).sort()
    const commits = [...new Set(files.map(({ commit }) => commit))]
    return `| ${suite} | ${files.length} | ${sum('passed')} | ${sum('failed')} | ${sum('skipped')} | ${(sum('durationMs') / 60_000).toFixed(0)} | ${[...new Set([days[0], days.at(-1)])].join(' to ')} | ${commits.join(', ')} |`
  }
  return [
    '# Long tests',
    '',
    'Every test with its full counts (`npm run test:long`), each file as it last ran; the minutes are of the files, three of which run beside one another.',
    ...[...new Set(ran.map(({ machine }) => machine))].map((machine) => `On ${machine}.`),
    '',
    '| suite | files | passed | failed | skipped | minutes | days | commits |',
    '|---|---|---|---|---|---|---|---|',
    ...suites.map(row),
    '',
    '## Slowest files',
    '',
    '| file | suite | tests | seconds |',
    '|---|---|---|---|',
    ...[...ran]
      .sort((a, b) => b.durationMs - a.durationMs)
      .slice(0, slowest)
      .map(
        ({ suite, file, passed, failed: count, durationMs }) =>
          `| ${file} | ${suite} | ${passed + count} | ${(durationMs / 1000).toFixed(1)} |`,
      ),
    '',
    '## Failures',
    '',
    ...(failed.length > 0
      ? failed.map(({ suite, file, failures }) => `- ${file} (${suite}): ${failures[0]?.split('\n')[0]?.slice(0, 300)}`)
      : ['None.']),
    '',
    ...(missing.length > 0 ? ['## Not run', '', ...missing.map(({ suite, file }) => `- ${file} (${suite})`), ''] : []),
  ].join('\n')
}
