import { createHash } from 'node:crypto'
import { levels, type Level, type Question, type Stage } from '../question-bank/question.ts'
import type { QuestionKind } from '../scoring/rubric.ts'
import type { PlannedQuestion, Reason, Requirement } from './plan.ts'
import type { Relevance, RelevanceOf } from './relevance.ts'

export interface Interview {
  readonly level: Level
  readonly stage: Stage
  readonly minutes: number
  readonly title: string
  readonly relevanceOf: RelevanceOf
  readonly askedBefore: ReadonlySet<string>
}

/** Shares of the time: four technical to 3.5 behavioural to 1.5 industry to one cultural; one salary question besides. */
const shares = { technical: 0.4, behavioural: 0.35, industry: 0.15, cultural: 0.1 } as const
type SharedKind = keyof typeof shares
const sharedKinds = Object.keys(shares) as SharedKind[]
/** From so many minutes on, a share is worth a question. */
const minutesOfItsOwn = 2

/** In shorter interviews there is no time to talk about money. */
const minutesWithSalary = 15

/** What speaks for a question; a must-have of the posting weighs three times what is nice to have. */
const points = {
  must: 3,
  nice: 1,
  named: 1,
  covered: 0.5,
  title: 1.5,
  silent: 1,
  repeatedTopic: -2,
  askedBefore: -6,
  belowLevel: -1.5,
  offStage: -20,
}

/** Conversations begin with the person and end with money; a technical interview goes into the depth before the stories. */
const orders: Record<'technical' | 'other', readonly QuestionKind[]> = {
  technical: ['cultural', 'technical', 'behavioural', 'industry', 'salary'],
  other: ['cultural', 'behavioural', 'technical', 'industry', 'salary'],
}

interface Candidate {
  readonly question: Question
  readonly relevance: Relevance
  /** Breaks ties, differently for each title, so that not every interview begins with the first question of the bank. */
  readonly tie: string
}

/**
 * Chooses one question after the other: of the kind that is furthest behind its share of the time, the one with most
 * points that still fits. What a question tests counts once, so that the next tests something else.
 */
export function chooseQuestions(questions: readonly Question[], interview: Interview): PlannedQuestion[] {
  const { level, minutes, title, relevanceOf } = interview
  // What the level below is asked may come up too, when the posting asks for it.
  const below = levels[levels.indexOf(level) - 1]
  const atLevel = questions.filter((question) => isFor(question, level) || (below && isFor(question, below)))
  const candidates = atLevel.map((question): Candidate => {
    const tie = createHash('sha256').update(`${title}\n${question.id}`).digest('hex')
    return { question, relevance: relevanceOf(question), tie }
  })
  const chosen: { candidate: Candidate; minutes: number }[] = []
  const covered = { requirements: new Set<Requirement>(), topics: new Set<string>() }
  const left = () => minutes - chosen.reduce((sum, { minutes: taken }) => sum + taken, 0)
  function take(candidate: Candidate, taken: number): void {
    chosen.push({ candidate, minutes: taken })
    for (const requirement of candidate.relevance.requirements) covered.requirements.add(requirement)
    for (const topic of candidate.question.topics) covered.topics.add(topic)
  }
  function best(fits: (question: Question) => boolean): Candidate | undefined {
    const free = candidates.filter(
      ({ question }) => fits(question) && !chosen.some(({ candidate }) => candidate.question === question),
    )
    const worth = new Map(free.map((candidate) => [candidate, worthOf(candidate, interview, covered)]))
    return free.sort((a, b) => worth.get(b)! - worth.get(a)! || a.tie.localeCompare(b.tie, 'en'))[0]
  }

  if (minutes >= minutesWithSalary) {
    const salary = best(({ kind }) => kind === 'salary')
    if (salary) take(salary, salary.question.minutes)
  }
  const shared = left()
  const spentOn = (kind: SharedKind) =>
    chosen.reduce((sum, { candidate, minutes: taken }) => (candidate.question.kind === kind ? sum + taken : sum), 0)
  const shortest = (kind: SharedKind) =>
    Math.min(...candidates.flatMap(({ question }) => (question.kind === kind ? [question.minutes] : [])))
  /** Kinds whose share is a question long must not find their time used up by the others. */
  const keptFor = (kind: SharedKind) =>
    sharedKinds
      .filter((other) => other !== kind && spentOn(other) === 0 && shares[other] * shared >= minutesOfItsOwn)
      .reduce((sum, other) => sum + (Number.isFinite(shortest(other)) ? shortest(other) : 0), 0)
  const nextOf = (kind: SharedKind) =>
    best((question) => question.kind === kind && question.minutes <= left() - keptFor(kind))
  for (;;) {
    const behind = (kind: SharedKind) => shares[kind] * shared - spentOn(kind)
    const next = sharedKinds
      .toSorted((a, b) => behind(b) - behind(a))
      .map(nextOf)
      .find((candidate) => candidate !== undefined)
    if (!next) break
    take(next, next.question.minutes)
  }
  // Too short for any question as it is meant: one, cut to what there is.
  const only = chosen.length === 0 ? best(({ kind }) => kind !== 'salary') : undefined
  if (only) take(only, minutes)

  const order = orders[interview.stage === 'technical' ? 'technical' : 'other']
  return chosen
    .toSorted((a, b) => order.indexOf(a.candidate.question.kind) - order.indexOf(b.candidate.question.kind))
    .map(({ candidate, minutes: taken }) => planned(candidate, taken, interview))
}

function isFor({ levels: whom }: Question, level: Level): boolean {
  return whom.includes(level)
}

function worthOf(
  { question, relevance }: Candidate,
  { level, stage, askedBefore }: Interview,
  covered: { requirements: ReadonlySet<Requirement>; topics: ReadonlySet<string> },
): number {
  const { requirements, isNamed, inTitle, silent } = relevance
  const tested = requirements.map((requirement) => {
    if (covered.requirements.has(requirement)) return points.covered
    return requirement.must ? points.must : points.nice
  })
  const isMust = requirements.some(({ must }) => must)
  return (
    // Two requirements are as much as one question can test.
    tested
      .toSorted((a, b) => b - a)
      .slice(0, 2)
      .reduce((sum, worth) => sum + worth, 0) +
    (isNamed ? points.named : 0) +
    (inTitle ? points.title : 0) +
    (isMust && silent.length > 0 ? points.silent : 0) +
    (question.topics.some((topic) => covered.topics.has(topic)) ? points.repeatedTopic : 0) +
    (askedBefore.has(question.id) ? points.askedBefore : 0) +
    (isFor(question, level) ? 0 : points.belowLevel) +
    (question.stages.includes(stage) ? 0 : points.offStage)
  )
}

function planned({ question, relevance }: Candidate, minutes: number, interview: Interview): PlannedQuestion {
  const { level, stage, askedBefore } = interview
  const { id, kind, topics } = question
  const reasons: Reason[] = [...relevance.reasons]
  const asked = question.levels.includes(level)
    ? `asked of the level "${level}"`
    : `asked of other levels than "${level}" too, where the bank has too few`
  if (kind === 'salary')
    reasons.push({
      code: 'closing',
      text: `an interview of ${minutesWithSalary} minutes or more ends with what an offer must say, here on ${topics.join(', ')}`,
    })
  else if (question.stages.includes(stage)) reasons.push({ code: 'stage', text: `${asked} in ${stageName[stage]}` })
  else reasons.push({ code: 'stage', text: `${asked}, so that each kind has its share of the time` })
  if (askedBefore.size > 0 && !askedBefore.has(id))
    reasons.push({ code: 'not_practised', text: 'you have not practised it yet' })
  return { questionId: id, kind, question: question.question, topics, minutes, reasons }
}

const stageName: Record<Stage, string> = {
  screening: 'first calls',
  hr: 'interviews with human resources',
  technical: 'technical interviews',
  manager: 'interviews with the future manager',
  executive: 'interviews with the management',
}
