import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProfileStatement } from '#twin'
import { createQuestionBank } from '../question-bank/question-bank.ts'
import { levels, stages } from '../question-bank/question.ts'
import { makePlan } from './make-plan.ts'
import { planInputSchema, type Plan, type PlanInput, type Posting } from './plan.ts'

const bank = createQuestionBank()
const posting: Posting = {
  title: 'Platform Engineer',
  requirements: [
    { text: 'Kubernetes in production', must: true },
    { text: 'Strong SQL', must: true },
    { text: 'Knowledge of TLS is a plus', must: false },
  ],
}
const citation = { sourceId: 's', title: 't', version: 'v', audience: 'public', start: 0, end: 1, quote: 'q' } as const
const says = (text: string): ProfileStatement => ({
  section: 'skills',
  about: '/skills/0',
  pointers: [],
  values: new Map(),
  text,
  language: 'en',
  citation,
})
const plan = (
  input: PlanInput,
  about: Posting = posting,
  profile: ProfileStatement[] = [],
  askedBefore?: Set<string>,
): Promise<Plan> =>
  makePlan({ bank, profile, ...(askedBefore && { askedBefore }) }, planInputSchema.parse(input), about)
const reasonsOf = ({ questions }: Plan) => questions.flatMap(({ reasons }) => reasons)

test('every stage, level and length: no more minutes than there are, a reason for each question, none twice', async () => {
  for (const stage of stages)
    for (const level of levels)
      for (const minutes of [1, 2, 5, 14, 15, 30, 47, 60]) {
        const made = await plan({ stage, level, minutes })
        const at = `${stage}, ${level}, ${minutes}`
        assert.ok(made.questions.length > 0, at)
        assert.ok(made.plannedMinutes <= minutes, at)
        assert.ok(made.plannedMinutes >= minutes - 5, `${at}: only ${made.plannedMinutes} used`)
        assert.ok(made.questions.every(({ reasons }) => reasons.length > 0))
        assert.equal(new Set(made.questions.map(({ questionId }) => questionId)).size, made.questions.length, at)
        assert.equal(made.questions.filter(({ kind }) => kind === 'salary').length, minutes >= 15 ? 1 : 0, at)
      }
})

test('an hour is shared 4 to 3.5 to 1.5 to 1 between the kinds, to within one question', async () => {
  for (const level of levels) {
    const { mix } = await plan({ stage: 'manager', level, minutes: 60 })
    const shared = mix.technical + mix.behavioural + mix.industry + mix.cultural
    for (const [kind, share] of [
      ['technical', 0.4],
      ['behavioural', 0.35],
      ['industry', 0.15],
      ['cultural', 0.1],
    ] as const)
      assert.ok(Math.abs(mix[kind] - share * shared) <= 5, `${level}: ${mix[kind]} of ${shared} minutes are ${kind}`)
  }
})

test('the same request gives the same plan', async () => {
  assert.deepEqual(await plan({ minutes: 30 }), await plan({ minutes: 30 }))
})

test('a must-have is asked about, and the reasons say what posting and profile say', async () => {
  const made = await plan({ stage: 'technical', level: 'mid', minutes: 45 }, posting, [says('I know Strong SQL well.')])
  const texts = reasonsOf(made).map(({ text }) => text)
  assert.ok(texts.includes('the posting asks for "Kubernetes in production"'), texts.join('\n'))
  assert.ok(texts.includes('the posting asks for "Strong SQL"'), texts.join('\n'))
  assert.ok(texts.includes('your profile says nothing of kubernetes'), texts.join('\n'))
  const told = reasonsOf(made).find(({ code }) => code === 'profile_tells')
  assert.match(told!.text, /your profile tells of sql/)
  assert.deepEqual(told!.citation, citation)
})

test('questions that were practised come up last', async () => {
  const first = await plan({ minutes: 10 })
  const asked = new Set(first.questions.flatMap(({ questionId }) => questionId ?? []))
  const second = await plan({ minutes: 10 }, posting, [], asked)
  assert.ok(second.questions.every(({ questionId }) => !asked.has(questionId!)))
  assert.ok(reasonsOf(second).some(({ code }) => code === 'not_practised'))
})

test('level and stage are read off the posting, with the reason', async () => {
  const inferred = async (title: string, requirement?: string) => {
    const requirements = requirement ? [{ text: requirement, must: true }] : []
    const { level, stage } = await plan({}, { title, requirements })
    return `${level} ${stage}`
  }
  assert.equal(await inferred('Junior Business Analyst'), 'junior manager')
  assert.equal(await inferred('Senior Engineer'), 'senior manager')
  assert.equal(await inferred('Director of IT'), 'senior executive')
  assert.equal(await inferred('Engineer', '8+ years of Java'), 'senior manager')
  assert.equal(await inferred('Entwickler', 'Mindestens 3 Jahre Erfahrung'), 'mid manager')
  assert.equal(await inferred('Engineer', '0-1 years of experience'), 'junior manager')
  assert.equal((await plan({ minutes: 10 })).stage, 'screening')
})

test('a posting of a hundred long requirements is planned for in a moment', async () => {
  const requirements = Array.from({ length: 100 }, () => ({ text: 'a '.repeat(499).trim(), must: true }))
  await plan({ minutes: 30 })
  const before = process.cpuUsage()
  await plan({ minutes: 30 }, { title: 'Head of databases', requirements })
  const { user, system } = process.cpuUsage(before)
  assert.ok(user + system < 1_000_000, `${(user + system) / 1000} ms`)
})
