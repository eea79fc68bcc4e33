import type { InputOf } from '../../api/call.ts'

export type PlanBody = InputOf<'POST /api/v1/interviews/sessions'>['body']

export const stages = ['screening', 'hr', 'technical', 'manager', 'executive'] as const
export const levels = ['junior', 'mid', 'senior'] as const
export const kinds = ['technical', 'behavioural', 'industry', 'cultural', 'salary'] as const
export const lengths = ['5', '10', '15', '20', '30', '45', '60'] as const
export const bankLanguages = ['en', 'es'] as const

/** What a person chooses for an interview; an empty text leaves it to the interviewer. */
export interface PlanChoice {
  role: string
  stage: (typeof stages)[number] | ''
  level: (typeof levels)[number] | ''
  language: (typeof bankLanguages)[number]
  minutes: (typeof lengths)[number]
}

export const usualChoice: PlanChoice = { role: '', stage: '', level: '', language: 'en', minutes: '30' }

/** A posting goes before a role. */
export function planBody(jobId: string | undefined, choice: PlanChoice): PlanBody {
  const role = choice.role.trim()
  return {
    ...(jobId !== undefined ? { jobId } : role !== '' && { role }),
    ...(choice.stage && { stage: choice.stage }),
    ...(choice.level && { level: choice.level }),
    language: choice.language,
    minutes: Number(choice.minutes),
  }
}
