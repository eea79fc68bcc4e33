import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { readJson, root, textsOf } from './project-files.ts'

interface Step {
  readonly uses?: string
  readonly run?: string
}

interface Job {
  readonly uses?: string
  readonly steps?: readonly Step[]
  readonly 'timeout-minutes'?: number
}

interface Workflow {
  readonly on?: unknown
  readonly permissions?: Record<string, string> | string
  readonly jobs?: Record<string, Job>
}

const pinned = /^[\w.-]+(\/[\w.-]+)+@([0-9a-f]{40}|v\d+)$/
const scripts = readJson<{ scripts: Record<string, string> }>('package.json').scripts
const webScripts = readJson<{ scripts: Record<string, string> }>('web/package.json').scripts

/** What is wrong with one workflow: with what it may do, and with how it could pass without having looked. */
function workflowProblems(text: string): string[] {
  let workflow: Workflow
  try {
    workflow = parse(text, { uniqueKeys: true }) as Workflow
  } catch (error) {
    return [`is no YAML: ${(error as Error).message}`]
  }
  const problems: string[] = []
  if (!workflow.on || !workflow.jobs) problems.push('has no events or no jobs')
  const { permissions } = workflow
  if (typeof permissions !== 'object' || Object.values(permissions).some((right) => right === 'write'))
    problems.push('has no permissions of its own, or gives every job one to write')
  if (/continue-on-error/.test(text)) problems.push('has continue-on-error: what fails must fail the run')
  if (/\|\|\s*(true|:|exit 0)\b/.test(text)) problems.push('forgives a failure (|| true)')
  for (const [name, job] of Object.entries(workflow.jobs ?? {})) problems.push(...jobProblems(name, job))
  return problems
}

function jobProblems(name: string, { uses, steps = [], 'timeout-minutes': minutes }: Job): string[] {
  const problems: string[] = []
  if (uses?.startsWith('./') && !existsSync(join(root, uses))) problems.push(`${name}: there is no ${uses}`)
  if (!uses && (minutes === undefined || minutes > 60)) problems.push(`${name}: has no timeout-minutes, or over 60`)
  if (!uses && steps.length === 0) problems.push(`${name}: has no steps`)
  for (const { uses: action, run = '' } of steps) {
    if (action && !action.startsWith('./') && !pinned.test(action))
      problems.push(`${name}: ${action} is pinned neither by its SHA nor by its major version`)
    if (run.includes('${{')) problems.push(`${name}: puts an expression into a script; hand it over by env`)
    for (const [line] of run.matchAll(/^.*\bnpm\b.*$/gm)) {
      const known = line.includes('cd web') ? webScripts : scripts
      for (const [, script = ''] of line.matchAll(/\bnpm run ([\w:-]+)/g))
        if (!(script in known)) problems.push(`${name}: there is no npm run ${script}`)
    }
    for (const [, script = ''] of run.matchAll(/(?:^|bash )((?:\.ci|deploy|scripts)\/[\w./-]+)/gm))
      if (!existsSync(join(root, script))) problems.push(`${name}: there is no ${script}`)
  }
  return problems
}

const workflows = textsOf(/^\.github\/workflows\/.*\.ya?ml$/)

test('there are the four stages: trying, looking for weaknesses, releasing, deploying', () => {
  assert.deepEqual(
    [...workflows.keys()].map((path) => path.split('/').at(-1)),
    ['ci.yml', 'deploy.yml', 'release.yml', 'security.yml'],
  )
})

for (const [path, text] of workflows)
  test(`${path} may do little, and cannot pass without having looked`, () =>
    assert.deepEqual(workflowProblems(text), []))

const job = (steps: string, head = 'permissions:\n  contents: read\n') =>
  `on: push\n${head}jobs:\n  a:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n${steps}`
const cases: [what: string, text: string, problem: RegExp][] = [
  ['a key twice', `${job('      - run: npm test\n')}on: push\n`, /no YAML/],
  ['no permissions', job('      - run: npm test\n', ''), /permissions/],
  ['all of them', job('      - run: npm test\n', 'permissions: write-all\n'), /permissions/],
  ['no time limit', job('      - run: npm test\n').replace(/ +timeout.*\n/, ''), /timeout/],
  ['a forgiven failure', job('      - run: npm test || true\n'), /forgives/],
  ['a step that may fail', job('      - run: npm test\n        continue-on-error: true\n'), /continue-on-error/],
  ['a script that is not there', job('      - run: npm run no-such\n'), /no npm run no-such/],
  ['a file that is not there', job('      - run: bash deploy/no-such.sh\n'), /no deploy\/no-such.sh/],
  ['an action by its branch', job('      - uses: actions/checkout@main\n'), /pinned/],
  ['an expression in a script', job('      - run: echo ${{ github.head_ref }}\n'), /expression/],
]
for (const [what, text, problem] of cases)
  test(`a workflow with ${what} is refused`, () => assert.match(workflowProblems(text).join('\n'), problem))
test('one without any of that is fine', () => assert.deepEqual(workflowProblems(job('      - run: npm test\n')), []))
