import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import type { Era } from './mcp-client.ts'

const suite = new URL('../../node_modules/@modelcontextprotocol/conformance/', import.meta.url)

/** How many scenarios each revision requires of a server. */
export const required: Record<Era, number> = { '2025-11-25': 30, '2026-07-28': 37 }

/**
 * What the suite runs and does not score, and we do not do: see docs/guides/mcp.md. Everything else passes, with no
 * warning and nothing skipped.
 */
const leftOut: Record<Era, readonly string[]> = {
  // Streams that are taken up again after a break: a run goes on by itself, and find_run tells what came of it.
  '2025-11-25': ['server-sse-polling'],
  // The extension for tasks is not in the SDK.
  '2026-07-28': [
    'tasks-capability-negotiation',
    'tasks-dispatch-and-envelope',
    'tasks-lifecycle',
    'tasks-mrtr-composition',
    'tasks-mrtr-input',
    'tasks-request-headers',
    'tasks-request-state-removal',
    'tasks-required-task-error',
    'tasks-status-notifications',
    'tasks-wire-fields',
  ],
}

interface Check {
  id: string
  status: 'SUCCESS' | 'INFO' | 'WARNING' | 'SKIPPED' | 'FAILURE'
  errorMessage?: string
}

/** The checks of every scenario that the official suite runs for a revision. */
async function runSuite(url: string, era: Era): Promise<Map<string, Check[]>> {
  const folder = await mkdtemp(join(tmpdir(), 'pollux-conformance-'))
  try {
    const program = fileURLToPath(new URL('dist/index.js', suite))
    const args = [program, 'server', '--url', `${url}/mcp`, '--requirements', era, '--output-dir', folder]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const [output] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
    const checks = new Map<string, Check[]>()
    for (const name of await readdir(folder)) {
      const scenario = name.replace(/^server-/, '').replace(/-\d{4}-\d\d-\d\dT[\d-]+Z$/, '')
      checks.set(scenario, JSON.parse(await readFile(join(folder, name, 'checks.json'), 'utf8')) as Check[])
    }
    assert.ok(checks.size > 0, output)
    return checks
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function requirements(era: Era): Promise<string[]> {
  const file = await readFile(new URL(`requirements/${era}.yaml`, suite), 'utf8')
  return (parse(file) as { server: string[] }).server
}

/** What the server at `url` needs so that the suite finds what it looks for. */
export const conformanceEnvironment = { POLLUX_MCP_FIXTURES: 'conformance', POLLUX_SAMPLE: 'never' }

/** Throws unless every scenario of the revision passes but those left out by name, and those do not. */
export async function assertConforms(url: string, era: Era): Promise<void> {
  const checks = await runSuite(url, era)
  const needed = await requirements(era)
  assert.equal(needed.length, required[era])
  for (const scenario of needed) assert.ok(checks.get(scenario)?.length, `${scenario} did not run`)
  const problems = [...checks].flatMap(([scenario, found]) =>
    found
      .filter(({ status }) => status !== 'SUCCESS' && status !== 'INFO')
      .map(({ id, status, errorMessage }) => ({ scenario, problem: `${id}: ${status} ${errorMessage ?? ''}` })),
  )
  const unexpected = problems.filter(({ scenario }) => !leftOut[era].includes(scenario))
  assert.deepEqual(unexpected, [])
  assert.ok(!leftOut[era].some((scenario) => needed.includes(scenario)))
  // One that passes now has no place in the list any more.
  assert.deepEqual([...new Set(problems.map(({ scenario }) => scenario))].sort(), [...leftOut[era]])
}
