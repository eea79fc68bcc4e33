import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'
import type { SuiteResult } from '../test.ts'

const slowest = 15

/** Writes test/reports/long.md: when and where the long tests ran, on which commit, and what came out. */
export function writeLongReport(root: string, results: readonly SuiteResult[]): void {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'safe.directory=*', ...args], { cwd: root, encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain') === '' ? '' : ' with uncommitted changes'
  const files = results.flatMap(({ suite, files }) => files.map((file) => ({ suite: suite.name, ...file })))
  const lines = [
    '# Long tests',
    '',
    `Run ${new Date().toISOString()} on commit ${git('rev-parse', '--short', 'HEAD')}${changed}.`,
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${release()}, Node ${process.version}.`,
    '',
    '| suite | passed | failed | skipped | seconds |',
    '|---|---|---|---|---|',
    ...results.map(({ suite, files, durationMs }) => {
      const sum = (key: 'passed' | 'failed' | 'skipped'): number => files.reduce((total, file) => total + file[key], 0)
      return `| ${suite.name} | ${sum('passed')} | ${sum('failed')} | ${sum('skipped')} | ${(durationMs / 1000).toFixed(0)} |`
    }),
    '',
    '## Slowest files',
    '',
    '| file | suite | tests | seconds |',
    '|---|---|---|---|',
    ...files
      .sort((a, b) => b.durationMs - a.durationMs)
      .slice(0, slowest)
      .map(
        ({ suite, file, passed, failed, durationMs }) =>
          `| ${file} | ${suite} | ${passed + failed} | ${(durationMs / 1000).toFixed(1)} |`,
      ),
    '',
    '## Failures',
    '',
    ...(files.some(({ failed }) => failed > 0)
      ? files
          .filter(({ failed }) => failed > 0)
          .map(({ suite, file, failures }) => `- ${file} (${suite}): ${failures[0]?.split('\n')[0]}`)
      : ['None.']),
    '',
  ]
  mkdirSync(join(root, 'test', 'reports'), { recursive: true })
  writeFileSync(join(root, 'test', 'reports', 'long.md'), lines.join('\n'))
}
