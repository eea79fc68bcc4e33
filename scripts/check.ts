import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { planSuites, testFiles } from './test/suites.ts'

// npm run check: everything that can be said about the sources without running them, in some seconds, before a commit.

interface Check {
  readonly name: string
  readonly command: readonly string[]
  readonly cwd?: string
  /** What mends it, when a command does. */
  readonly cure?: string
}

const root = fileURLToPath(new URL('../', import.meta.url))
const web = fileURLToPath(new URL('../web/', import.meta.url))
const rules = planSuites(root, testFiles(root, ['test/repository/'])).find(({ name }) => name === 'unit')?.files ?? []

const checks: Check[] = [
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'types of the web page', command: ['npm', 'run', '--silent', 'check'], cwd: web },
  { name: 'lint', command: ['oxlint', '--deny-warnings', '--quiet'] },
  {
    name: 'format',
    command: [
      'prettier',
      '--check',
      '--log-level',
      'warn',
      '--cache',
      '--cache-location',
      '.cache/prettier',
      '--cache-strategy',
      'content',
      '.',
    ],
    cure: 'npm run format',
  },
  {
    name: 'repository',
    command: ['node', '--test', '--test-reporter=dot', ...rules],
    cure: 'see the message of each test',
  },
]

async function run({ name, command, cwd = root, cure }: Check): Promise<boolean> {
  const started = performance.now()
  const [program = '', ...args] = command
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text))
  const [code] = (await once(child, 'close')) as [number | null]
  const passed = code === 0
  process.stdout.write(`${passed ? '✔' : '✖'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`)
  if (!passed) process.stdout.write(`${output.join('').trimEnd()}\n${cure ? `→ ${cure}\n` : ''}`)
  return passed
}

const results = await Promise.all(checks.map(run))
process.exitCode = results.every(Boolean) ? 0 : 1
