import { monthNumber } from './partial-date.ts'
import { periodOf } from './profile-dates.ts'
import { employment, jobsOf, texts, when, type Job, type Rendering } from './profile-sections.ts'
import type { Field, ProfileView } from './profile-view.ts'

/**
 * Facts that people ask for and that follow from several entries. Lists are made from what the audience sees. Facts
 * that a hidden entry would make false (counts, firsts, what came before) are made from the whole profile and so
 * belong to the audience of the most restricted entry they rest on. Nothing here depends on today's date.
 */
export function writeCareerFacts({ view, full, phrases, writer }: Rendering): void {
  const jobs = jobsOf(view)
  for (const job of jobs) {
    if (job.period.ongoing && job.employer) {
      const sentence = phrases.currentEmployer(job.employer.text, job.position?.text)
      writer.say(sentence, [job.employer, job.position, job.period.start])
    }
  }
  const { ordered, jobs: sorted } = newestFirst(jobs)
  const employers = distinctBy(sorted, (job) => job.employer)
  if (employers.length > 1) writer.say(phrases.employers(texts(employers), ordered), employers)

  const all = newestFirst(jobsOf(full))
  if (all.ordered) writeOrderedFacts(all.jobs, { view, full, phrases, writer })
  const named = all.jobs.filter((job) => job.employer)
  const allEmployers = distinctBy(named, (job) => job.employer)
  if (named.length > 1) {
    const fields = named.flatMap((job) => [job.employer, job.position])
    writer.say(phrases.positionCount(named.length, allEmployers.length), fields)
  }
}

/** @param jobs newest first, every one with a start date. */
function writeOrderedFacts(jobs: readonly Job[], { phrases, writer }: Rendering): void {
  const [latest, previous] = jobs
  if (latest?.period.ongoing && previous && !previous.period.ongoing) {
    const sentence = phrases.previousPosition(employment(previous), when(previous.period, phrases))
    writer.say(sentence, [...fieldsOf(latest), ...fieldsOf(previous)])
  }
  for (const [index, job] of jobs.entries()) {
    const earlier = jobs[index + 1]
    if (!job.employer || !earlier?.employer || sameText(job.employer, earlier.employer)) continue
    if (!earlier.period.end?.date || monthNumber(earlier.period.end.date) > monthNumber(job.period.start!.date!))
      continue
    writer.say(
      phrases.previousEmployer(
        job.employer.text,
        earlier.employer.text,
        earlier.position?.text,
        when(earlier.period, phrases),
      ),
      [job.employer, job.period.start, ...fieldsOf(earlier)],
    )
  }
  for (const stay of stays(jobs)) {
    const first = stay.at(-1)!
    const positions = stay.map((job) => `${job.position!.text} (${when(job.period, phrases)})`)
    writer.say(
      phrases.positionsAt(first.employer!.text, phrases.on(first.period.start!.date!), positions),
      stay.flatMap(fieldsOf),
    )
  }
  const first = jobs.at(-1)
  if (first?.period.start?.date) {
    writer.say(phrases.careerStart(phrases.on(first.period.start.date), employment(first)), fieldsOf(first))
  }
}

/** Runs of two or more positions with one employer, one after the other. */
function stays(jobs: readonly Job[]): Job[][] {
  const runs: Job[][] = []
  for (const job of jobs) {
    const run = runs.at(-1)
    if (run && job.employer && run[0]!.employer && sameText(job.employer, run[0]!.employer)) run.push(job)
    else runs.push([job])
  }
  return runs.filter((run) => run.length > 1 && run.every((job) => job.position))
}

/** First match wins; ranks follow the Bologna cycles (ISCED 2011 levels 5 to 8). */
const degreeRanks: readonly [rank: number, pattern: RegExp][] = [
  [8, /\b(?:ph\.?\s?d|d\.?phil|doctor(?:ate|al)?|doctorat|doktor\w*|promotion|doctorado|dr\.)(?!\w)/i],
  [6, /\b(?:bachelor\w*|b\.?\s?(?:sc|a|eng|s)\.?|licence|licenciatura|grado|bsc|bscs|bba)(?!\w)/i],
  [
    7,
    /\b(?:master\w*|mastère|máster|maestría|m\.?\s?(?:sc|a|eng|s|phil)\.?|msc|mba|magister|diplom(?:-\w+)?|ingénieur\w*|staatsexamen)(?!\w)/i,
  ],
  [5, /\b(?:associate\w*|bts|dut|hnd|foundation degree|técnico superior)(?!\w)/i],
]

export function degreeRank(degree: string): number {
  return degreeRanks.find(([, pattern]) => pattern.test(degree))?.[0] ?? 0
}

/** Only among finished studies, and only when every finished degree is of a known kind. */
export function writeHighestDegree({ full, phrases, writer }: Rendering): void {
  const finished = full
    .objects('education')
    .map((view) => ({ view, degree: view.text('studyType'), end: periodOf(view).end }))
    .filter((entry) => entry.degree && entry.end)
    .map((entry) => ({ ...entry, rank: degreeRank(entry.degree!.text) }))
  if (finished.length === 0 || finished.some((entry) => entry.rank === 0)) return
  const highest = finished.reduce((best, entry) => (entry.rank > best.rank ? entry : best))
  const [area, institution] = [highest.view.text('area'), highest.view.text('institution')]
  writer.say(phrases.highestDegree(highest.degree!.text, area?.text, institution?.text), [
    highest.degree,
    area,
    institution,
    highest.end,
    ...finished.map((entry) => entry.degree),
  ])
}

export function writeSkillFacts({ view, phrases, writer }: Rendering): void {
  const skills = view.objects('skills').flatMap((skill) => {
    const name = skill.text('name')
    return name ? [{ name, level: skill.text('level') }] : []
  })
  if (skills.length < 2) return
  writer.say(
    phrases.skills(skills.map((skill) => skill.name.text)),
    skills.map((skill) => skill.name),
  )
  const byLevel = Map.groupBy(
    skills.filter((skill) => skill.level),
    (skill) => skill.level!.text,
  )
  for (const [level, group] of byLevel) {
    if (group.length < 2) continue
    writer.say(
      phrases.skillsAtLevel(
        level,
        group.map((skill) => skill.name.text),
      ),
      group.flatMap((skill) => [skill.name, skill.level]),
    )
  }
}

/** One sentence that names all entries of a list, where there are at least two. */
export function writeNameList(
  { view, writer }: Rendering,
  key: string,
  names: readonly string[],
  sentence: (names: readonly string[]) => string,
): void {
  const fields = view.objects(key).flatMap((entry: ProfileView) => entry.text(...names) ?? [])
  if (fields.length > 1) writer.say(sentence(texts(fields)), fields)
}

/** Sorted by start date, newest first, when every job has one; else in the file's order. */
function newestFirst(jobs: readonly Job[]): { ordered: boolean; jobs: Job[] } {
  const ordered = jobs.every((job) => job.period.start?.date)
  if (!ordered) return { ordered, jobs: [...jobs] }
  const key = (job: Job) => monthNumber(job.period.start!.date!)
  return { ordered, jobs: jobs.toSorted((a, b) => key(b) - key(a)) }
}

function fieldsOf(job: Job): (Field | undefined)[] {
  return [job.employer, job.position, job.period.start, job.period.end]
}

function distinctBy(jobs: readonly Job[], field: (job: Job) => Field | undefined): Field[] {
  const seen = new Map<string, Field>()
  for (const job of jobs) {
    const value = field(job)
    if (value && !seen.has(value.text)) seen.set(value.text, value)
  }
  return [...seen.values()]
}

function sameText(a: Field, b: Field): boolean {
  return a.text === b.text
}
