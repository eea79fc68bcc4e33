import type { ExtractedDocument } from '../../knowledge/document.ts'
import { draftEducation, draftWork } from './draft-entries.ts'
import { draftHead } from './draft-head.ts'
import { draftCertificates, draftInterests, draftLanguages, draftSkills } from './draft-lists.ts'
import { createDraftWriter, type DraftField } from './draft-writer.ts'
import { resumeLines } from './resume-lines.ts'

export interface ProfileDraft {
  profile: Record<string, unknown>
  /** What was put into it, each with the line that says it. */
  fields: DraftField[]
  /** Lines that nothing was read from. */
  unplaced: string[]
}

/**
 * A JSON Resume from the text of a resume, by rules: headings, dates and separators as people write them in four languages. Every
 * value stands word for word in a line of the text (dates and countries in their standard form). What the rules do not place is
 * left over, not guessed.
 */
export function draftProfile({ text, headings }: Pick<ExtractedDocument, 'text' | 'headings'>): ProfileDraft {
  const sections = resumeLines(text, headings)
  const writer = createDraftWriter()
  const linesOf = (name: Parameters<typeof sections.get>[0]) => sections.get(name) ?? []
  draftHead(linesOf('head'), writer)
  const summary = linesOf('summary')
  if (summary[0]) writer.put('/basics/summary', summary.map((line) => line.text).join('\n'), summary[0])
  draftWork(linesOf('work'), writer)
  draftEducation(linesOf('education'), writer)
  draftSkills(linesOf('skills'), writer)
  draftLanguages(linesOf('languages'), writer)
  draftCertificates(linesOf('certificates'), writer)
  draftInterests(linesOf('interests'), writer)
  const { profile, fields, used } = writer.finish()
  const placed = new Set([...used, ...summary])
  const unplaced = [...sections.values()].flatMap((lines) => lines.filter((line) => !placed.has(line)))
  return { profile, fields, unplaced: unplaced.map(({ source }) => source) }
}
