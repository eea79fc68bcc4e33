import { readFile } from 'node:fs/promises'
import { text as textOf } from 'node:stream/consumers'
import { owner } from '#auth'
import type { Run } from '#agents'
import type { Config } from '#config'
import { AppError } from '#errors'
import type { CommandContext } from './cli.ts'

export interface RunCommandOptions {
  readonly receipt?: boolean
  readonly json?: boolean
}

/** Starts a capability and waits for its end. Exit code 0 only when it did what it should. */
export async function runCapability(
  context: CommandContext,
  config: Config,
  capability: string,
  inputText: string | undefined,
  { receipt, json }: RunCommandOptions,
): Promise<number> {
  const input = await readInput(inputText)
  await using app = await context.openApp(config)
  await using _workers = await app.agents.join()
  const started = await app.agents.startRun(owner, capability, input, { origin: 'cli', receipt })
  if (!started.run) {
    context.write(`${JSON.stringify(started.output, undefined, 2)}\n`)
    return 0
  }
  const first = started.run
  if (first.state === 'waiting') {
    const { approval } = await app.agents.runs.find(owner, first.id)
    context.write(`${first.id} waits for approval: ${approval!.reason}\n  npm run pollux -- approve ${approval!.id}\n`)
    return 0
  }
  for await (const event of app.agents.runs.events(owner, first.id, 0, context.stopped)) {
    if (!json) context.warn(`${event.at.toISOString()} ${event.type} ${JSON.stringify(event.data)}\n`)
    if (event.type !== 'suspended') continue
    for (const { id, reason } of (await app.agents.runs.find(owner, first.id)).waitsFor)
      context.warn(`it waits for approval: ${reason}\n  npm run pollux -- approve ${id}\n`)
  }
  const { run } = await app.agents.runs.find(owner, first.id)
  context.write(json ? `${JSON.stringify(run)}\n` : describe(run))
  return run.state === 'succeeded' ? 0 : 1
}

/** Every capability, with what it takes. */
export async function listAgents(context: CommandContext, config: Config): Promise<void> {
  await using app = await context.openApp(config)
  for (const agent of await app.agents.describe(owner)) {
    context.write(`${agent.name}: ${agent.purpose}\n`)
    for (const { name, purpose, risk } of agent.capabilities)
      context.write(`  ${agent.name}.${name} (${risk})  ${purpose}\n`)
  }
}

export async function listApprovals(context: CommandContext, config: Config): Promise<void> {
  await using app = await context.openApp(config)
  const pending = await app.agents.approvals.list(owner, 'pending')
  if (pending.length === 0) context.write('Nothing waits for approval.\n')
  for (const { approval, run } of pending)
    context.write(
      `${approval.id}  until ${approval.expiresAt.toISOString()}\n  ${run.capability} ${JSON.stringify(run.input)}\n  asked by ${run.actor.id} (${run.origin}). ${approval.reason}\n  action ${approval.actionHash}\n`,
    )
}

/** Says yes to the action as it is shown here; with the server running, the server executes it. */
export async function approve(context: CommandContext, config: Config, id: string): Promise<number> {
  await using app = await context.openApp(config)
  await using _workers = await app.agents.join()
  const pending = await app.agents.approvals.find(owner, id)
  const { run } = await app.agents.approvals.approve(owner, id, pending.approval.actionHash)
  context.write(`Approved: ${run.capability} ${JSON.stringify(run.input)}\n`)
  const ended = await app.agents.runs.wait(owner, run.id, context.stopped)
  context.write(describe(ended))
  return ended.state === 'succeeded' ? 0 : 1
}

export async function refuse(context: CommandContext, config: Config, id: string, reason: string): Promise<void> {
  await using app = await context.openApp(config)
  const { run } = await app.agents.approvals.refuse(owner, id, reason)
  context.write(`Refused: ${run.capability} ${JSON.stringify(run.input)}\n`)
}

function describe({ id, state, verdict, error, output }: Run): string {
  const lines = [`${id} ${state}${verdict ? `, ${verdict}` : ''}${error ? `: ${error.message}` : ''}`]
  if (output !== undefined) lines.push(JSON.stringify(output, undefined, 2))
  return `${lines.join('\n')}\n`
}

/** JSON on the command line, `@file`, or `-` for standard input. */
async function readInput(given: string | undefined): Promise<unknown> {
  if (given === undefined) return {}
  const text =
    given === '-' ? await textOf(process.stdin) : given.startsWith('@') ? await readInputFile(given.slice(1)) : given
  try {
    return await new Response(text).json()
  } catch (error) {
    throw new AppError(
      'invalid_json',
      `The input is not JSON, such as '{"detailed":true}': ${(error as Error).message}`,
      { cause: error },
    )
  }
}

function readInputFile(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: Error) => {
    throw new AppError('not_found', `The input cannot be read: ${error.message}`, { cause: error })
  })
}
