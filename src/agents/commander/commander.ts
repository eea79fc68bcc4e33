import { type } from 'node:os'
import { AppError } from '#errors'
import { describeCommand, type CommandDescription } from './describe-command.ts'
import { planCommand, type CheckedCommand, type Plan } from './plan-command.ts'
import type { Policy, RemoteHost } from './policy.ts'
import { readers } from './readers/readers.ts'
import { runProgram, type Outcome } from './run-program.ts'
import { runReader } from './run-reader.ts'

export interface CommandResult extends Outcome, Omit<CheckedCommand, 'risk'> {
  /** The grammar accepted the request; nothing runs otherwise. */
  readonly validated: true
  readonly durationMs: number
  /** Such as `Linux`; null for another host, which is not asked. */
  readonly osType: string | null
  /** Whether memory, processor time and processes were limited; null with a reader, which is part of the server. */
  readonly limited: boolean | null
}

/** One line for the audit trail. */
export type CommandEvent =
  | { readonly outcome: 'refused'; readonly request: unknown; readonly code: string; readonly reason: string }
  | { readonly outcome: 'ran'; readonly result: CommandResult }
  | { readonly outcome: 'failed'; readonly command: CheckedCommand; readonly reason: string }

export interface CommanderNeeds {
  readonly policy: Policy
  /** Hosts reachable over ssh; those of the policy when left out. */
  readonly hosts?: ReadonlyMap<string, RemoteHost>
  /** Told of every request that was run or refused. When it throws, the request fails. */
  readonly audit?: (event: CommandEvent) => void | Promise<void>
}

export interface Commander {
  /** What can be asked for on this machine. */
  programs(): CommandDescription[]
  /**
   * Decides without running: what would be run, and its risk.
   * @throws AppError `forbidden` for what the policy does not allow, `invalid_input` for what its grammar does not
   * accept, `not_found` when this machine lacks the program.
   */
  check(request: unknown): CheckedCommand
  /** Checks, then runs. A program that fails, or is stopped at a limit, is a result; see `CommandResult`. */
  run(request: unknown, options?: { signal?: AbortSignal }): Promise<CommandResult>
}

/** Runs what the policy allows, never through a shell. */
export function createCommander({ policy, hosts = policy.hosts, audit }: CommanderNeeds): Commander {
  const plan = (request: unknown): Plan => planCommand(request, policy, hosts)
  return {
    programs: () => [...policy.commands].map(([name, rule]) => describeCommand(name, rule)),
    check: (request) => plan(request).checked,
    async run(request, { signal } = {}) {
      let planned: Plan
      try {
        planned = plan(request)
      } catch (error) {
        if (error instanceof AppError) {
          await audit?.({ outcome: 'refused', request, code: error.code, reason: error.message })
        }
        throw error
      }
      const { checked } = planned
      const started = performance.now()
      let outcome: Outcome & { limited: boolean | null }
      try {
        outcome = await execute(policy, planned, signal)
      } catch (error) {
        await audit?.({ outcome: 'failed', command: checked, reason: String(error) })
        throw error
      }
      const { command, argv, program, method, host } = checked
      const result: CommandResult = {
        command,
        argv,
        program,
        method,
        host,
        validated: true,
        ...outcome,
        durationMs: performance.now() - started,
        osType: host === 'local' ? type() : null,
      }
      await audit?.({ outcome: 'ran', result })
      return result
    },
  }
}

async function execute(
  { runAs }: Policy,
  { checked, rule, accepted }: Plan,
  signal: AbortSignal | undefined,
): Promise<Outcome & { limited: boolean | null }> {
  const { limits, reader } = rule
  if (checked.program !== null) {
    const [program = checked.program, ...argv] = checked.argv
    // ssh reads the key of the server's own account; everything else is run as nobody, which only root can do.
    const demote = checked.host === 'local' && process.getuid?.() === 0
    return runProgram({ program, argv, limits, runAs: demote ? runAs : undefined, signal })
  }
  if (reader === undefined) throw new AppError('internal', `${checked.command} has neither a program nor a reader.`)
  return { ...(await runReader(readers[reader], accepted, limits, signal)), limited: null }
}
