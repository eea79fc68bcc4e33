import { localMethod, type Method } from './plan-command.ts'
import type { CommandRule } from './policy.ts'
import { describeValueType } from './value-types.ts'

export interface CommandDescription {
  readonly name: string
  readonly description: string
  readonly risk: CommandRule['risk']
  /** What may be given, options first. */
  readonly arguments: readonly ArgumentDescription[]
  /** How it runs on this machine now; null when the program is missing. */
  readonly method: Method | null
  /** Whether it can be asked of another host. */
  readonly remote: boolean
}

export interface ArgumentDescription {
  readonly name: string
  /** In words, such as `an integer from 1 to 10`. */
  readonly value: string
  readonly required: boolean
}

/** What a caller may ask of a command. Throws AppError `forbidden` when others may change its program. */
export function describeCommand(name: string, rule: CommandRule): CommandDescription {
  const options = [...rule.options].map(([option, { value, default: text }]) => ({
    name: option,
    value: `${value ? describeValueType(value) : 'no value'}${text === undefined ? '' : `, ${text} unless given`}`,
    required: false,
  }))
  const positionals = rule.positionals.map(({ name: slot, value, min, max }) => ({
    name: slot,
    value: `${describeValueType(value)}${max > 1 ? `, up to ${max} times` : ''}`,
    required: min > 0,
  }))
  return {
    name,
    description: rule.description,
    risk: rule.risk,
    arguments: [...options, ...positionals],
    method: localMethod(rule).method ?? null,
    remote: rule.program !== undefined,
  }
}
