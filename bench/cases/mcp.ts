import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { freePort } from '#test/free-port.ts'
import { startPostgres } from '#test/start-postgres.ts'
import { cpuSeconds, startMeasured, startMeasuredServer, temporaryFolder } from '../support/product.ts'

const token = 'bench_owner_token_0123456789abcdefghij'
const rounds = 25
const warmUpSeconds = 3

interface ToolAnswer {
  structuredContent: Record<string, unknown>
  content: { text: string }[]
}

/**
 * `tools/call` of 2026-07-28: ours, with a key and everything that stands between the door and the tool, beside the bare SDK
 * without any of it, whose one tool gives back the very bytes that ours answered. One server process on CPU 0 at a time is
 * asked, in turn; the load generator (this process) and PostgreSQL are on CPU 1. `list_autonomous_agents` answers from
 * memory, as the bare tool does; `get_skills` asks the database.
 */
export async function mcp() {
  execFileSync('taskset', ['-a', '-p', '-c', '1', String(process.pid)], { stdio: 'ignore' })
  await using postgres = await startPostgres('embedded')
  await using folder = await temporaryFolder()
  await using ours = await startMeasuredServer({
    dataDir: folder.path,
    port: await freePort(),
    environment: {
      DATABASE_URL: postgres.url('postgres'),
      POLLUX_OWNER_TOKEN: token,
      MONITORING_INTERVAL_SECONDS: '0',
      RATE_LIMIT_TOOLS: 'off',
      RATE_LIMIT_API: 'off',
    },
    cpus: '0',
  })
  const key = await createKey(ours.url)
  const figures: Record<string, object> = {}
  for (const tool of ['list_autonomous_agents', 'get_skills']) {
    const { structuredContent } = await callOnce(ours.url, tool, key)
    const file = join(folder.path, `${tool}.json`)
    await writeFile(file, JSON.stringify(structuredContent))
    const program = fileURLToPath(new URL('../support/bare-mcp-server.ts', import.meta.url))
    const port = await freePort()
    await using bare = await startMeasured([process.execPath, program, String(port), tool, file], { port, cpus: '0' })
    figures[tool] = await compare({ bare, ours }, { tool, key })
  }
  return figures
}

const names = ['bare', 'ours'] as const
type Name = (typeof names)[number]
type Asked = Record<Name, { readonly url: string; readonly pid: number }>

async function compare(servers: Asked, { tool, key }: { tool: string; key: string }) {
  const perCpuSecond: Record<Name, number[]> = { bare: [], ours: [] }
  const p50Ms: Record<Name, number[]> = { bare: [], ours: [] }
  for (const name of names) await load(servers[name].url, tool, key, warmUpSeconds)
  for (let round = 0; round < rounds; round++)
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const before = await cpuSeconds(servers[name].pid)
      const { requests, latency } = await load(servers[name].url, tool, key, 1)
      perCpuSecond[name].push(requests.total / ((await cpuSeconds(servers[name].pid)) - before))
      p50Ms[name].push(latency.p50)
    }
  // Each second beside its own neighbour, because a machine that others use is slow in one moment and fast in the next.
  const times = perCpuSecond.ours.map((ours, round) => ours / perCpuSecond.bare[round]!)
  return {
    timesBare: { median: round2(median(times)), least: round2(Math.min(...times)), most: round2(Math.max(...times)) },
    barePerCpuSecond: Math.round(median(perCpuSecond.bare)),
    oursPerCpuSecond: Math.round(median(perCpuSecond.ours)),
    oursCpuMsPerCall: round2(1000 / median(perCpuSecond.ours)),
    p50Ms: { bare: median(p50Ms.bare), ours: median(p50Ms.ours) },
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!
}

async function load(url: string, tool: string, key: string, duration: number): Promise<autocannon.Result> {
  const { headers, body } = call(tool, key)
  const result = await autocannon({
    url: `${url}/mcp`,
    method: 'POST',
    headers,
    body,
    connections: 16,
    duration,
    // An error of a tool is a 200 too.
    verifyBody: (text) => text?.toString().includes('structuredContent') ?? false,
  })
  const failed = result.non2xx + result.errors + result.mismatches
  if (failed > 0) throw new Error(`${failed} calls of ${tool} at ${url} did not answer`)
  return result
}

function call(tool: string, key: string) {
  const version = '2026-07-28'
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': version,
    'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1.0.0' },
    'io.modelcontextprotocol/clientCapabilities': {},
  }
  return {
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${key}`,
      'mcp-protocol-version': version,
      'mcp-method': 'tools/call',
      'mcp-name': tool,
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: tool, arguments: {}, _meta },
    }),
  }
}

async function callOnce(url: string, tool: string, key: string): Promise<ToolAnswer> {
  const reply = await fetch(`${url}/mcp`, { method: 'POST', ...call(tool, key) })
  const { result } = (await reply.json()) as { result?: ToolAnswer }
  if (!result?.structuredContent) throw new Error(`${tool} answered ${reply.status} without structured content`)
  return result
}

async function createKey(url: string): Promise<string> {
  const reply = await fetch(`${url}/api/v1/keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ name: 'bench', audience: 'recruiter', scopes: ['ask'] }),
  })
  const { secret } = (await reply.json()) as { secret?: string }
  if (!secret) throw new Error(`No key was made: ${reply.status}`)
  return secret
}

function round2(value: number): number {
  return Math.round(value * 100) / 100
}
