import { dateField } from './profile-dates.ts'
import { onDate, texts, type Rendering } from './profile-sections.ts'
import type { Field, ProfileView } from './profile-view.ts'

/** STAR stories: the four parts keep their names as a lead-in, so that a reader and the `star` strategy find them. */
export function writeAchievements({ view, phrases, writer }: Rendering): void {
  writer.section(1, phrases.headings.achievements)
  for (const story of view.object('x-pollux')?.objects('achievements') ?? []) {
    const [title, employer, date] = [story.text('title'), story.text('employer'), dateField(story.text('date'))]
    if (title) writer.section(2, title)
    if (employer ?? date) {
      writer.say(phrases.achievementContext(employer?.text, onDate(date, phrases)), [employer, date])
    }
    for (const part of ['situation', 'task', 'action', 'result'] as const) {
      writer.quote(story.text(part), phrases.label(phrases.starLabels[part]))
    }
    const skills = story.texts('skills')
    if (skills.length > 0) writer.say(phrases.achievementSkills(texts(skills)), skills)
  }
}

export function writeCompensation({ view, phrases, writer }: Rendering): void {
  const compensation = view.object('x-pollux')?.object('compensation')
  if (!compensation) return
  writer.section(1, phrases.headings.compensation)
  const current = amountOf(compensation, 'current', { phrases })
  if (current) {
    const bonus = compensation.object('current')?.text('bonus')
    const bonusText = bonus && money(bonus, compensation.object('current')?.text('currency'), { phrases })
    writer.say(phrases.currentPay(current.text, bonusText), [...current.fields, bonus])
  }
  const expected = amountOf(compensation, 'expected', { phrases })
  if (expected) writer.say(phrases.expectedPay(expected.text), expected.fields)
  writer.quote(compensation.text('note'))
}

/** An amount as text, as a number, or as {amount | min, max, currency, period}. */
function amountOf(
  compensation: ProfileView,
  key: string,
  { phrases }: Pick<Rendering, 'phrases'>,
): { text: string; fields: (Field | undefined)[] } | undefined {
  const plain = compensation.text(key)
  if (plain) return { text: money(plain, undefined, { phrases }), fields: [plain] }
  const entry = compensation.object(key)
  if (!entry) return undefined
  const [min, max] = [entry.text('amount', 'min'), entry.text('amount', 'max')]
  const [currency, period] = [entry.text('currency'), entry.text('period')]
  if (!min && !max) return undefined
  const format = (field: Field | undefined) => field && money(field, undefined, { phrases })
  return {
    text: phrases.amount(format(min), format(max), currency?.text, period?.text),
    fields: [min, max, currency, period],
  }
}

function money(field: Field, currency: Field | undefined, { phrases }: Pick<Rendering, 'phrases'>): string {
  const value = Number(field.text)
  const text = Number.isFinite(value) ? phrases.number(value) : field.text
  return currency ? `${text} ${currency.text}` : text
}

export function writePreferences({ view, phrases, writer }: Rendering): void {
  const preferences = view.object('x-pollux')?.object('preferences')
  if (!preferences) return
  const { headings } = phrases
  writer.section(1, headings.preferences)
  const locations = preferences.texts('locations')
  if (locations.length > 0) {
    writer.section(2, headings.locations)
    writer.say(phrases.wantedLocations(texts(locations)), locations)
  }
  const remote = preferences.boolean('remote')
  writer.section(2, headings.remote)
  if (remote) writer.say(phrases.remote(remote.text === 'true'), [remote])
  for (const key of ['remote', 'noticePeriod', 'travel', 'workPermit'] as const) {
    writer.section(2, headings[key])
    const field = preferences.text(key)
    writer.quote(field, field && isSentence(field.text) ? '' : phrases.label(headings[key]))
  }
}

export function writeInterview({ view, phrases, writer }: Rendering): void {
  const interview = view.object('x-pollux')?.object('interview')
  if (!interview) return
  const { headings } = phrases
  writer.section(1, headings.interview)
  for (const key of ['selfIntroduction', 'whyHireMe'] as const) {
    writer.section(2, headings[key])
    writer.quote(interview.text(key))
  }
  for (const key of ['strengths', 'weaknesses', 'careerGoals', 'questionsForEmployer'] as const) {
    writer.section(2, headings[key])
    const fields = interview.texts(key)
    if (fields.length > 0 && fields.every((field) => isKeyword(field.text))) {
      writer.say(phrases.named(headings[key], texts(fields)), fields)
    } else {
      writer.items(fields)
    }
  }
  writer.section(2, headings.opinions)
  for (const opinion of interview.objects('opinions')) {
    const topic = opinion.text('topic')
    if (topic) writer.section(3, topic)
    writer.quote(opinion.text('view'))
  }
}

/** A value that can stand alone ("I am a French citizen …"), as against "Three months". */
function isSentence(text: string): boolean {
  return /^(?:I|I['’]m|We|My|Je|J['’]\p{L}+|Mon|Ma|Ich|Mein|Meine|Yo|Mi|Soy|Tengo|Puedo)\s/u.test(text)
}

function isKeyword(text: string): boolean {
  return text.length <= 60 && !/[.!?:]/.test(text)
}
