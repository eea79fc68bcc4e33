import { z } from 'zod'
import { AppError } from '#errors'
import { checkOperand, maxArguments, quote } from './argument-text.ts'
import { findProgram } from './find-program.ts'
import { parseArguments, type Arguments } from './parse-arguments.ts'
import type { CommandRule, Policy, RemoteHost } from './policy.ts'
import { readers } from './readers/readers.ts'
import { remoteArguments } from './remote-command.ts'

/** `target` is the first positional argument, `host` a name from the policy; without one it is this machine. */
export const commandRequestSchema = z.strictObject({
  command: z.string(),
  args: z.array(z.string()).max(maxArguments).optional(),
  target: z.string().optional(),
  host: z.string().optional(),
})

/** How an answer was come by: a program, files of /proc, or functions of Node. */
export type Method = 'program' | 'procfs' | 'node'

export interface CheckedCommand {
  readonly command: string
  readonly risk: CommandRule['risk']
  /** The whole command line; with a reader, what is asked of it. */
  readonly argv: readonly string[]
  /** The file to be started; null with a reader. */
  readonly program: string | null
  readonly method: Method
  /** `local`, or a name from the policy. */
  readonly host: string
}

/** A request that the policy allows, and what is needed to run it. */
export interface Plan {
  readonly checked: CheckedCommand
  readonly rule: CommandRule
  readonly accepted: Arguments
}

/**
 * Decides what a request, which may be anything, comes to.
 * @throws AppError `forbidden`, `invalid_input` or `not_found`, see `Commander.check`.
 */
export function planCommand(request: unknown, policy: Policy, hosts: ReadonlyMap<string, RemoteHost>): Plan {
  const { command, args = [], target, host } = parseRequest(request)
  const rule = policy.commands.get(command)
  if (rule === undefined) {
    const known = [...policy.commands.keys()].join(', ')
    throw new AppError('forbidden', `${quote(command)} is not among the allowed commands: ${known}.`)
  }
  if (target !== undefined) checkOperand(target, 'The target')
  const accepted = parseArguments(rule, target === undefined ? args : [target, ...args])
  const place =
    host === undefined ? planLocal(command, rule, accepted) : planRemote(rule, accepted, host, policy, hosts)
  return { checked: { command, risk: rule.risk, ...place }, rule, accepted }
}

/** How a command would run on this machine now; no method when it could not. */
export function localMethod({ program: paths, reader, prefer }: CommandRule): {
  readonly method: Method | undefined
  readonly program: string | null
} {
  const program = prefer === 'program' && paths !== undefined ? findProgram(paths) : undefined
  if (program !== undefined) return { method: 'program', program }
  return { method: reader && readers[reader].method, program: null }
}

type Place = Pick<CheckedCommand, 'argv' | 'program' | 'method' | 'host'>

function parseRequest(request: unknown): z.infer<typeof commandRequestSchema> {
  const parsed = commandRequestSchema.safeParse(request)
  if (parsed.success) return parsed.data
  const details = parsed.error.issues.slice(0, 5).map(({ path, message }) => ({ path: path.join('.'), message }))
  throw new AppError('invalid_input', 'A command is {command, args?, target?, host?}.', { details })
}

function planLocal(command: string, rule: CommandRule, { argv }: Arguments): Place {
  const { method, program } = localMethod(rule)
  if (method === undefined) {
    throw new AppError('not_found', `This machine has no ${rule.program?.join(' or ')}: install it to use ${command}.`)
  }
  const line = program === null ? [command, ...argv] : [program, ...rule.prefix, ...argv]
  return { argv: line, program, method, host: 'local' }
}

function planRemote(
  rule: CommandRule,
  { argv }: Arguments,
  name: string,
  policy: Policy,
  hosts: ReadonlyMap<string, RemoteHost>,
): Place {
  const host = hosts.get(name)
  if (host === undefined) throw new AppError('forbidden', `${quote(name)} is not a host of the policy.`)
  const [program] = rule.program ?? []
  if (program === undefined) throw new AppError('forbidden', 'This command only reads inside the server itself.')
  const values = [...rule.options.values(), ...rule.positionals].map(({ value }) => value?.type)
  if (values.includes('path')) {
    throw new AppError(
      'forbidden',
      'A command that takes paths runs only on this machine, where links can be followed.',
    )
  }
  const ssh = findProgram(policy.ssh)
  if (ssh === undefined) throw new AppError('not_found', `This machine has no ${policy.ssh.join(' or ')}.`)
  const line = remoteArguments(host, program, [...rule.prefix, ...argv], rule.limits.timeMs)
  return { argv: [ssh, ...line], program: ssh, method: 'program', host: name }
}
