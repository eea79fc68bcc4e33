import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { planSchema, planStepSchema, type Plan } from './plan.ts'

const templateSchema = z.strictObject({
  name: z.string(),
  patterns: z.array(z.string()).min(1),
  needs: z.array(z.string()).default([]),
  steps: z.array(planStepSchema.partial({ after: true, retries: true })).min(1),
})

export interface PlannedGoal {
  readonly plan: Plan
  /** Name of the template. */
  readonly template: string
}

/** Plans for goals in words, from the templates beside this file. */
export function createTemplates(): { planFor(goal: string, given: Readonly<Record<string, unknown>>): PlannedGoal } {
  const text = readFileSync(new URL('./plan-templates.yaml', import.meta.url), 'utf8')
  const templates = z
    .array(templateSchema)
    .parse(parse(text))
    .map(({ patterns, ...template }) => ({
      ...template,
      patterns: [template.name, ...patterns].map((pattern) => new RegExp(`^(?:${pattern})$`, 'iu')),
    }))
  return {
    planFor(goal, given) {
      const words = withoutFiller(goal)
      for (const { name, needs, steps, patterns } of templates) {
        const match = patterns.map((pattern) => pattern.exec(words)).find((found) => found !== null)
        if (!match) continue
        const caught = numbersOf(match.groups)
        for (const [key, value] of Object.entries(caught))
          if (given[key] !== undefined && given[key] !== value)
            throw new AppError(
              'invalid_input',
              `${key}: the goal says ${String(value)}, and ${String(given[key])} was given.`,
            )
        const all = { ...caught, ...given }
        for (const needed of needs)
          if (all[needed] === undefined) throw new AppError('invalid_input', `${needed}: the plan "${name}" needs it.`)
        return { plan: planSchema.parse({ steps: fill(steps, all) }), template: name }
      }
      throw new AppError(
        'invalid_input',
        `No plan is known for this goal. Known are: ${templates.map(({ name }) => name).join(', ')} (as the goal). Or write the calls: @agent.capability(key=value).`,
      )
    },
  }
}

/** Words of the four languages that change nothing about what is wanted. */
const filler = new Set(
  (
    'please now the a an our my your kindly new ' +
    'bitte jetzt der die das den dem des ein eine einen unser unsere unseren ' +
    'svp maintenant le la les du des un une notre nos ' +
    'por favor ahora el los las del una nuestro nuestra'
  ).split(' '),
)

/** The goal in lower case, without politeness, articles and marks at its end: a negation, a question or another verb stays. */
function withoutFiller(goal: string): string {
  return goal
    .toLowerCase()
    .replace(/,/gu, ' ')
    .replace(/[.!\s]+$/u, '')
    .replace(/\bs'il (te|vous) plaît\b/gu, '')
    .split(/\s+/)
    .filter((word) => !filler.has(word))
    .join(' ')
}

/** What the groups of a pattern caught are numbers. */
function numbersOf(groups: Readonly<Record<string, string | undefined>> | undefined): Record<string, unknown> {
  const caught = Object.entries(groups ?? {}).filter(([, value]) => value !== undefined)
  return Object.fromEntries(caught.map(([name, value]) => [name, Number(value)]))
}

/** Puts what was given in the place of `{{name}}`; values stay what they are, and are never read as a template again. */
function fill(value: unknown, given: Readonly<Record<string, unknown>>): unknown {
  if (typeof value === 'string') {
    const name = /^\{\{(\w+)\}\}$/.exec(value)?.[1]
    return name === undefined ? value : given[name]
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, given))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, given)]))
  return value
}
