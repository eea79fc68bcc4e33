import { existsSync } from 'node:fs'
import { appendFile, readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { pino } from 'pino'
import { z } from 'zod'
import { createAgentMetrics, createAgents, defineCapability, type Agent, type Agents } from '#agents'
import { readApprovalPolicy } from '../../src/agents/approvals/approval-policy.ts'
import { owner } from '#auth'
import type { LanguageModel } from '#models'
import { createMetrics, untraced } from '#observability'
import { createStorage, type Storage } from '#storage'
import { AppError } from '#errors'
import { createMaestro } from '../../src/agents/maestro/maestro.ts'
import { armFaultPoint } from '../../src/fault-point.ts'

const silent = pino({ level: process.env['FRAME_LOG'] ?? 'silent' })

/**
 * An agent whose effects are lines of a file, so that a test can count how often each happened, and whose lies a test can
 * order.
 */
function scribe(file: string): Agent {
  const written = () => readFile(file, 'utf8').catch(() => '')
  const lines = async (line: string) => (await written()).split('\n').filter((text) => text === line).length
  const note = (line: string) => appendFile(file, `${line}\n`)
  const input = z.strictObject({
    name: z.string(),
    lie: z.boolean().default(false),
    slowMs: z.int().default(0),
    settles: z.enum(['looks', 'unknown']).default('looks'),
    failTimes: z.int().default(0),
  })
  const output = z.object({ lines: z.int() })
  const write = defineCapability({
    name: 'write',
    purpose: 'Writes lines.',
    risk: 'change',
    timeLimitMs: 10_000,
    retry: { attempts: 3, delaySeconds: 1 },
    input,
    output,
    async run(context, { name, lie, slowMs, settles, failTimes }) {
      await context.step('first', () => note(`${name} first`))
      if ((await lines(`${name} try`)) < failTimes) {
        await note(`${name} try`)
        throw new AppError('storage_unavailable', 'Not now.')
      }
      await context.effect('second', {
        work: () => (lie ? Promise.resolve() : note(`${name} second`)),
        settle: async () =>
          settles === 'unknown'
            ? 'unknown'
            : (await lines(`${name} second`)) > 0
              ? { done: true, output: undefined }
              : { done: false },
      })
      if (slowMs > 0) await context.step('slow', () => delay(slowMs, undefined, { signal: context.signal }))
      await context.progress('almost done')
      await context.step('third', () => note(`${name} third`))
      return { lines: 3 }
    },
    async probe(_context, { name }) {
      const found = await lines(`${name} second`)
      return { passed: found === 1, evidence: { found } }
    },
  })
  const blind = defineCapability({
    ...(write as ReturnType<typeof defineCapability>),
    name: 'blind',
    probe: () => Promise.reject(new Error('the target does not answer')),
  })
  const destroy = defineCapability({
    ...(write as ReturnType<typeof defineCapability>),
    name: 'destroy',
    risk: 'dangerous',
    resolve: () => ({ place: existsSync(`${file}.moved`) ? 'elsewhere' : 'here' }),
  })
  const fail = defineCapability({
    ...(write as ReturnType<typeof defineCapability>),
    name: 'fail',
    run: () => Promise.reject(new Error('broken \0 and \ud800')),
  })
  const count = defineCapability({
    name: 'count',
    purpose: 'Counts lines.',
    risk: 'read',
    timeLimitMs: 1_000,
    input: z.strictObject({ line: z.string() }),
    output: z.object({ count: z.int() }),
    run: async (_context, { line }) => ({ count: await lines(line) }),
  })
  const both = defineCapability({
    name: 'both',
    purpose: 'Starts two others at once, and a third after them.',
    risk: 'change',
    timeLimitMs: 60_000,
    input: z.strictObject({ name: z.string() }),
    output: z.object({ runs: z.array(z.string()) }),
    async run(context, { name }) {
      const started = await Promise.all(
        ['a', 'b'].map((part) => context.startRun('scribe.write', { name: `${name}-${part}` })),
      )
      const last = await context.startRun('scribe.write', { name: `${name}-c` })
      return { runs: [...started, last].map((child) => child.runId ?? '') }
    },
    async probe(_context, { name }) {
      const found = await Promise.all(['a', 'b', 'c'].map((part) => lines(`${name}-${part} second`)))
      return { passed: found.every((times) => times === 1), evidence: { found } }
    },
  })
  const ask = defineCapability({
    name: 'ask',
    purpose: 'Starts one that a person must approve.',
    risk: 'change',
    timeLimitMs: 60_000,
    input: z.strictObject({ name: z.string() }),
    output: z.object({ run: z.string() }),
    async run(context, { name }) {
      await context.step('before', () => note(`${name} before`))
      const child = await context.startRun('scribe.destroy', { name })
      return { run: child.runId ?? '' }
    },
    async probe(_context, { name }) {
      const found = [await lines(`${name} before`), await lines(`${name} second`)]
      return { passed: found.every((times) => times === 1), evidence: { found } }
    },
  })
  return {
    name: 'scribe',
    purpose: 'Writes lines for tests.',
    capabilities: [write, blind, destroy, fail, count, both, ask],
  }
}

/** The frame on a database, with the scribe; started. */
export async function openFrame(
  url: string,
  file: string,
  { policyPath, model }: { policyPath?: string; model?: LanguageModel } = {},
): Promise<AsyncDisposable & { agents: Agents; storage: Storage }> {
  await using resources = new AsyncDisposableStack()
  const storage = resources.use(createStorage({ dataDir: '', url, role: 'tool', poolSize: 6, log: silent }))
  await storage.open()
  const agents = createAgents({
    database: storage.database,
    transaction: storage.transaction,
    connection: storage.connection,
    load: async (frame) => ({
      agents: [scribe(file), createMaestro({ frame, model })],
      policy: await readApprovalPolicy(policyPath),
    }),
    log: silent,
    mayAct: async () => true,
    areOfOneKey: async () => false,
    observe: createAgentMetrics(createMetrics({ version: 'test' })),
    tracing: untraced,
  })
  resources.use(await agents.start())
  const owned = resources.move()
  return { agents, storage, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** As a program: starts one run and executes it until it kills itself at its fault point. */
if (import.meta.main) {
  const [url, file, fault, input] = process.argv.slice(2)
  armFaultPoint(fault)
  const { agents } = await openFrame(url!, file!)
  const started = await agents.startRun(owner, 'scribe.write', JSON.parse(input!), { origin: 'cli' })
  process.stdout.write(started.run!.id)
}
