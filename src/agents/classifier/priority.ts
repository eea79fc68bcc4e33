import type { Category, Priority } from '#desk'
import type { TermMatch } from './terms.ts'

/**
 * Impact times urgency, from the `impact` and `urgency` terms of the text (see terms/README.md); the first row that fits:
 *
 * | what the text says | priority |
 * |---|---|
 * | an attack in progress that concerns many or production | critical |
 * | no hurry; or a question, without production, a deadline or somebody who cannot work | low |
 * | production, and many are concerned or it is down | critical |
 * | production; urgent or a deadline; somebody cannot work; an attack in progress; many, and it is down | high |
 * | anything else | medium |
 */
export function ticketPriority(matches: readonly TermMatch[], category: Category | null): Priority {
  const said = new Set(matches.map((match) => match.concept))
  const many = said.has('impact.many')
  const production = said.has('impact.production')
  const down = said.has('impact.down')
  const breach = said.has('impact.breach') && category === 'security'
  const blocked = said.has('impact.blocked')
  const pressing = said.has('urgency.now') || said.has('urgency.deadline')
  const calm = said.has('urgency.low')
  const asks = said.has('urgency.question')

  if (breach && (many || production)) return 'critical'
  if (calm || (asks && !production && !pressing && !blocked)) return 'low'
  if (production && (many || down)) return 'critical'
  if (production || pressing || blocked || breach || (many && down)) return 'high'
  return 'medium'
}
