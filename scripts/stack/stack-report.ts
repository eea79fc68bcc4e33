import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import type { BuiltImage } from './build-image.ts'

export interface StackRun {
  readonly image: BuiltImage
  /** One JSON object a line: what, figure, reach. */
  readonly figures: string
  readonly passed: boolean
}

interface Figure {
  readonly what: string
  readonly figure: string
  readonly reach: string
}

/** Writes test/reports/stack.md: what was measured, on which commit and machine. */
export function writeStackReport(root: string, { image, figures, passed }: StackRun): void {
  const commit = execFileSync('git', ['-c', 'safe.directory=*', 'rev-parse', '--short', 'HEAD'], {
    cwd: root,
    encoding: 'utf8',
  }).trim()
  const rows: Figure[] = [
    {
      what: 'image, uncompressed, without its base',
      figure: `${(image.ownBytes / 1e6).toFixed(0)} MB`,
      reach: '150 MB',
    },
    {
      what: 'building it (from the cache where there is one)',
      figure: `${image.seconds.toFixed(0)} s`,
      reach: '300 s',
    },
    ...figures
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Figure),
  ]
  const lines = [
    '# The stack',
    '',
    `Run ${new Date().toISOString()} on commit ${commit} by \`npm run test:stack\`: ${passed ? 'passed' : 'failed'}.`,
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB.`,
    '',
    '| what | figure | reach |',
    '|---|---|---|',
    ...rows.map(({ what, figure, reach }) => `| ${what} | ${figure} | ${reach} |`),
    '',
  ]
  mkdirSync(join(root, 'test', 'reports'), { recursive: true })
  writeFileSync(join(root, 'test', 'reports', 'stack.md'), lines.join('\n'))
}
