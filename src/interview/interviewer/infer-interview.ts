import type { Level, Stage } from '../question-bank/question.ts'
import type { Posting } from './plan.ts'

interface Inferred<Value> {
  readonly value: Value
  /** In words. */
  readonly reason: string
}

// By stems, in the four languages the product reads: "leitende", "jefa de equipo", "apprenti".
const seniorTitle =
  /\b(senior|sr|lead\w*|principal|staff|architect\w*|head|chief|director\w*|leiter\w*|leitend\w*|jef[ea]|responsable|chef\w*)\b/iu
const juniorTitle =
  /\b(junior|jr|graduate|trainee|intern\w*|entry|apprentice\w*|werkstudent\w*|praktikant\w*|azubi|becari[oa]|prácticas|stagiaire|apprenti\w*|débutant\w*)\b/iu
const executiveTitle =
  /\b(chief|c[etfio]o|vp|vice president|director|head of|managing|geschäftsführ\w*|direct(or|ora|eur|rice))\b/iu
/** "5+ years", "3-5 Jahre", "al menos 4 años", "2 ans": the least that is asked for. */
const yearsPattern =
  /\b(\d{1,2})\s*(?:\+|(?:-|–|to|bis|à|a)\s*\d{1,2})?\s*\+?\s*(?:years?|yrs?|jahren?|ans|années?|años)/giu

/** From what level on so many years of experience are asked for. */
const seniorYears = 6
const midYears = 2

/** For whom the posting is: its title says so, or the years of experience that it asks for; otherwise the middle. */
export function inferLevel({ title, requirements }: Posting): Inferred<Level> {
  const junior = juniorTitle.exec(title)?.[0]
  if (junior) return { value: 'junior', reason: `the title says "${junior}"` }
  const senior = seniorTitle.exec(title)?.[0]
  if (senior) return { value: 'senior', reason: `the title says "${senior}"` }
  const asked = requirements.flatMap(({ text, must }) => (must ? [...text.matchAll(yearsPattern)] : []))
  const years = Math.max(...asked.map((match) => Number(match[1])), -1)
  if (years < 0) return { value: 'mid', reason: 'neither the title nor the years asked for say more' }
  const value = years >= seniorYears ? 'senior' : years >= midYears ? 'mid' : 'junior'
  return { value, reason: `it asks for ${years} years` }
}

/** Half an hour with who decides, unless the title or the length says otherwise. */
export function inferStage({ title }: Posting, minutes: number): Inferred<Stage> {
  const executive = executiveTitle.exec(title)?.[0]
  if (executive) return { value: 'executive', reason: `the title says "${executive}"` }
  if (minutes <= 15) return { value: 'screening', reason: `${minutes} minutes are enough for a first call only` }
  return { value: 'manager', reason: 'nothing says otherwise: an interview with the future manager' }
}
