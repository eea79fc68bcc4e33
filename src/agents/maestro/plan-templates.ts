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
    .map((template) => ({ ...template, patterns: template.patterns.map((pattern) => new RegExp(pattern, 'iu')) }))
  return {
    planFor(goal, given) {
      const template = templates.find(({ patterns }) => patterns.some((pattern) => pattern.test(goal)))
      if (!template)
        throw new AppError(
          'invalid_input',
          `No plan is known for this goal. Known are: ${templates.map(({ name }) => name).join(', ')}. Or write the calls: @agent.capability(key=value).`,
        )
      for (const name of template.needs)
        if (given[name] === undefined)
          throw new AppError('invalid_input', `${name}: the plan "${template.name}" needs it.`)
      return { plan: planSchema.parse({ steps: fill(template.steps, given) }), template: template.name }
    },
  }
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
