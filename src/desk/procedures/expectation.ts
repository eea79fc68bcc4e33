import { cutText } from '../cut-text.ts'
import type { Condition, Expectation } from './sop.ts'
import { fieldAt, fillTemplate, type TemplateValues } from './template.ts'

/**
 * What is not as it should be, in words; empty when everything is. A field that is missing is never as it should be.
 * Placeholders in field names and in wanted values are filled from `values`.
 */
export function unmetExpectations(expect: Expectation, output: unknown, values: TemplateValues): string[] {
  return Object.entries(expect).flatMap(([field, condition]) => {
    const path = fieldPath(field).map((key) => String(fillTemplate(key, values)))
    const value = fieldAt(output, path)
    return unmet(fillTemplate(condition, values) as Condition, value).map(
      (wanted) => `${path.join('.')} is ${show(value)}, expected ${wanted}`,
    )
  })
}

/** `services.{{input.service}}.status` is three keys; what takes the place of a placeholder is one, dots and all. */
function fieldPath(field: string): string[] {
  return field.match(/(?:\{\{[^{}]*\}\}|[^.{}])+/g) ?? []
}

function unmet(condition: Condition, value: unknown): string[] {
  if (typeof condition !== 'object' || condition === null) return value === condition ? [] : [show(condition)]
  const { equals, not, one_of, at_least, at_most, contains } = condition
  const wanted: string[] = []
  if (equals !== undefined && value !== equals) wanted.push(show(equals))
  if (not !== undefined && (value === undefined || value === not)) wanted.push(`not ${show(not)}`)
  if (one_of && !one_of.some((item) => item === value)) wanted.push(`one of ${one_of.map(show).join(', ')}`)
  if (at_least !== undefined && !(isNumber(value) && isNumber(at_least) && value >= at_least))
    wanted.push(`at least ${at_least}`)
  if (at_most !== undefined && !(isNumber(value) && isNumber(at_most) && value <= at_most))
    wanted.push(`at most ${at_most}`)
  if (contains !== undefined && !(typeof value === 'string' && value.includes(contains)))
    wanted.push(`a text with ${show(contains)}`)
  return wanted
}

/** Numbers as text ("9" and "10") would be compared letter by letter. */
function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}

function show(value: unknown): string {
  return value === undefined ? 'missing' : cutText(JSON.stringify(value), 200)
}
