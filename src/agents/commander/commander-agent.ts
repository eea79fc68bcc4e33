import { z } from 'zod'
import { defineCapability, type Agent } from '../agent.ts'
import type { Commander } from './commander.ts'
import { commandRequestSchema } from './plan-command.ts'

const outputSchema = z.object({
  output: z.string(),
  stderr: z.string(),
  exit_code: z.int().nullable(),
  signal: z.string().nullable(),
  timed_out: z.boolean(),
  truncated: z.boolean(),
  execution_time_seconds: z.number(),
  security_validated: z.literal(true),
  os_type: z.string().nullable(),
  argv: z.array(z.string()),
  method: z.enum(['program', 'procfs', 'node']),
  host: z.string(),
  limited: z.boolean().nullable().describe('Whether memory, processor time and processes were limited.'),
})

/** Runs what the operator's policy file allows, each with a grammar for its arguments; no shell, ever. */
export function createCommanderAgent(commander: Commander): Agent {
  return {
    name: 'commander',
    purpose: 'Runs allow-listed programs, here or over SSH on configured hosts.',
    capabilities: [
      defineCapability({
        name: 'list_commands',
        purpose: 'The commands that the policy allows, with the grammar of their arguments.',
        risk: 'read',
        timeLimitMs: 5_000,
        input: z.strictObject({}),
        output: z.object({ commands: z.array(z.unknown()) }),
        run: async () => ({ commands: commander.programs() }),
      }),
      defineCapability({
        name: 'execute_command',
        purpose: 'Runs one command of the policy; its risk is what the policy says.',
        risk: 'dangerous',
        riskOf: (input) => commander.check(input).risk,
        resolve(input) {
          const { argv, program, method, host } = commander.check(input)
          return { argv, program, method, host }
        },
        timeLimitMs: 120_000,
        input: commandRequestSchema,
        output: outputSchema,
        async run(context, input) {
          const { risk } = commander.check(input)
          const work = async () => {
            const done = await commander.run(input, { signal: context.signal })
            return {
              output: done.output,
              stderr: done.stderr,
              exit_code: done.exitCode,
              signal: done.signal,
              timed_out: done.timedOut,
              truncated: done.truncated,
              execution_time_seconds: done.durationMs / 1000,
              security_validated: done.validated,
              os_type: done.osType,
              argv: [...done.argv],
              method: done.method,
              host: done.host,
              limited: done.limited,
            }
          }
          // What only reads may be repeated; of what changes something, nobody can tell after a crash whether it ran.
          return risk === 'read'
            ? context.step('run', work)
            : context.effect('run', { work, settle: async () => 'unknown' })
        },
        /** A command that was stopped or failed did not do its work; that it says it did is no proof either. */
        async probe(_context, _input, { exit_code: exitCode, timed_out: timedOut, signal }) {
          if (exitCode === 0 && !timedOut && signal === null)
            throw new Error('It ended well; whether it did what it is for, only a check of its procedure can tell.')
          return { passed: false, evidence: { exit_code: exitCode, timed_out: timedOut, signal } }
        },
      }),
    ],
  }
}
