import { z } from 'zod'

/**
 * What is wrong with a field, for who sent it: zod's own texts are for who wrote the schema. A message that a schema brings goes
 * first; what is not listed here keeps zod's.
 */
z.config({
  customError(issue) {
    switch (issue.code) {
      case 'invalid_type':
        if (issue.input === undefined) return 'is missing'
        if (Number.isNaN(issue.input)) return 'is not a number'
        return `must be ${article(issue.expected)}, not ${kindOf(issue.input)}`
      case 'unrecognized_keys':
        return `${issue.keys.map((key) => `"${key}"`).join(', ')} ${issue.keys.length > 1 ? 'are not known fields' : 'is not a known field'}`
      case 'invalid_value':
        return `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`
      case 'too_small':
        return issue.inclusive === false
          ? `must be more than ${issue.minimum}`
          : `must ${haveOrBe(issue.origin)} at least ${issue.minimum}${unitOf(issue.origin, issue.minimum)}`
      case 'too_big':
        return issue.inclusive === false
          ? `must be less than ${issue.maximum}`
          : `must ${haveOrBe(issue.origin)} at most ${issue.maximum}${unitOf(issue.origin, issue.maximum)}`
      default:
        return undefined
    }
  },
})

function article(expected: string): string {
  const name = { int: 'integer', record: 'object', nan: 'number' }[expected] ?? expected
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return article(Array.isArray(value) ? 'array' : typeof value)
}

const units: Readonly<Record<string, string>> = {
  string: 'character',
  array: 'item',
  set: 'item',
  map: 'entry',
  record: 'entry',
}

function haveOrBe(origin: string): string {
  return units[origin] ? 'have' : 'be'
}

function unitOf(origin: string, count: number | bigint): string {
  const unit = units[origin]
  if (!unit) return ''
  return Number(count) === 1 ? ` ${unit}` : ` ${unit.replace(/y$/, 'ie')}s`
}
