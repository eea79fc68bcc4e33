import { AppError } from '#errors'
import { checkOperand, checkText, maxArguments, quote } from './argument-text.ts'
import type { CommandRule } from './policy.ts'
import { checkValue } from './value-types.ts'

/** Arguments that the rule of a command accepted. */
export interface Arguments {
  /** By name; `true` for a flag. Defaults are among them. */
  readonly options: ReadonlyMap<string, string | true>
  readonly positionals: readonly string[]
  /** All of them in the order the program gets them, after the prefix of the rule. */
  readonly argv: readonly string[]
}

/**
 * Reads `words` by the grammar of a rule: options by their exact names (`-c 4`, `--count 4`, `--count=4`), each once,
 * positional arguments in order. Nothing else passes: no `-c4`, no `-abc`, no `--`, no abbreviation.
 * @throws AppError `invalid_input`, or `forbidden` for a path outside its roots.
 */
export function parseArguments(rule: CommandRule, words: readonly string[]): Arguments {
  if (words.length > maxArguments) {
    throw new AppError('invalid_input', `At most ${maxArguments} arguments are taken; there are ${words.length}.`)
  }
  const given = new Map<string, string | true>()
  const operands: string[] = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    checkText(word, 'The argument')
    if (!word.startsWith('-')) {
      operands.push(word)
      continue
    }
    const equals = word.startsWith('--') ? word.indexOf('=') : -1
    const name = equals < 0 ? word : word.slice(0, equals)
    const option = rule.options.get(name)
    if (option === undefined) throw new AppError('invalid_input', unknownOption(rule, name))
    if (given.has(name)) throw new AppError('invalid_input', `The option ${name} is given twice.`)
    if (option.value === undefined) {
      if (equals >= 0) throw new AppError('invalid_input', `The option ${name} takes no value.`)
      given.set(name, true)
      continue
    }
    const value = equals < 0 ? words[++index] : word.slice(equals + 1)
    if (value === undefined) throw new AppError('invalid_input', `The option ${name} needs a value.`)
    checkOperand(value, `The value of ${name}`)
    given.set(name, checkValue(option.value, value, `The value of ${name}`))
  }
  const options = withDefaults(rule, given)
  const positionals = checkPositionals(rule, operands)
  const end = rule.endOfOptions && positionals.length > 0 ? ['--'] : []
  return { options, positionals, argv: [...[...options].flatMap(writeOption), ...end, ...positionals] }
}

function unknownOption({ options }: CommandRule, name: string): string {
  const known = options.size === 0 ? 'It takes no options' : `It takes ${[...options.keys()].join(', ')}`
  return `The option ${quote(name)} is not allowed. ${known}.`
}

/** In the order of the rule, so that one request always makes one and the same command line. */
function withDefaults({ options }: CommandRule, given: ReadonlyMap<string, string | true>): Map<string, string | true> {
  const all = new Map<string, string | true>()
  for (const [name, option] of options) {
    const value = given.get(name) ?? option.default
    if (value !== undefined) all.set(name, value)
  }
  return all
}

function checkPositionals({ positionals: slots }: CommandRule, operands: readonly string[]): string[] {
  const least = slots.reduce((sum, { min }) => sum + min, 0)
  const most = slots.reduce((sum, { max }) => sum + max, 0)
  if (operands.length < least || operands.length > most) {
    const names = slots.map(({ name }) => name).join(', ') || 'none'
    const range = least === most ? `${least}` : `${least} to ${most}`
    throw new AppError(
      'invalid_input',
      `It takes ${range} arguments (${names}) besides options, not ${operands.length}.`,
    )
  }
  return operands.map((operand, index) => {
    const slot = slots[Math.min(index, slots.length - 1)]
    if (slot === undefined) throw new AppError('invalid_input', 'It takes no arguments besides options.')
    checkOperand(operand, `The ${slot.name}`)
    return checkValue(slot.value, operand, `The ${slot.name}`)
  })
}

function writeOption([name, value]: [string, string | true]): string[] {
  if (value === true) return [name]
  return name.startsWith('--') ? [`${name}=${value}`] : [name, value]
}
