import type { DraftWriter } from './draft-writer.ts'
import type { ResumeLine } from './resume-lines.ts'
import { readDate, readPeriod, type ReadPeriod } from './resume-period.ts'

/** Words of what somebody is, in the four languages, at the end or the beginning of a title. */
const position =
  /(?:engineer|developer|manager|lead(?:er)?|head|analyst|consultant|administrator|admin|director|intern|trainee|technician|specialist|architect|officer|assistant|designer|scientist|researcher|teacher|nurse|accountant|coordinator|supervisor|operator|clerk|founder|president|owner|professor|lecturer|editor|writer|programmer|ingénieure?|développeu(?:r|se)|responsable|chef(?:fe)?|administrat(?:eur|rice)|consultante?|technicienn?e?|direct(?:eur|rice)|stagiaire|analyste|ingenieurin?|entwickler(?:in)?|leiter(?:in)?|berater(?:in)?|techniker(?:in)?|administrator(?:in)?|praktikantin?|sachbearbeiter(?:in)?|ingenier[oa]|desarrollador(?:a)?|jef[ea]|administrador(?:a)?|consultor(?:a)?|técnic[oa]|director(?:a)?|becari[oa]|analista)(?![\p{L}])/iu
const school =
  /(?:universit|college|institut|school|academy|polytechn|école|lycée|faculté|hochschule|fachhochschule|schule|gymnasium|akademie|universidad|escuela|facultad|colegio)/iu
const degree =
  /(?<![\p{L}])(?:bachelor|master|ph\.?\s?d|doctor|doctorat|b\.?\s?(?:sc|a|eng)|m\.?\s?(?:sc|a|eng|ba)|mba|diplom|diplôme|diploma|licence|licenciatura|grado|magister|abitur|baccalauréat|bachillerato|associate|certificate|bts|dut|staatsexamen|maestría|máster|promotion)(?![\p{Ll}]{4})/iu
const joined = /\s+(?:at|bei|chez)\s+|\s*@\s*/iu
const pieces = /\s*[|•·]\s*|\s+[–—-]\s+|,\s+/u

interface EntryHead {
  period: ReadPeriod
  dated: ResumeLine
  /** Lines that name the entry: beside, before or after its dates. */
  named: { text: string; line: ResumeLine }[]
  body: ResumeLine[]
}

/** Positions: who, where, from when to when, and what is said below. */
export function draftWork(lines: readonly ResumeLine[], writer: DraftWriter): void {
  for (const { period, dated, named, body } of entriesOf(lines, readPeriod)) {
    const place = writer.next('/work')
    const names = named.flatMap(({ text, line }) => {
      const [title, employer] = text.split(joined)
      if (employer && title) return [title, employer].map((piece) => ({ text: piece, line }))
      return text.split(pieces).map((piece) => ({ text: piece, line }))
    })
    const title = names.find(({ text }) => position.test(text)) ?? names[0]
    const [employer, where] = names.filter((name) => name !== title && name.text !== '')
    if (title) writer.put(`${place}/position`, title.text, title.line)
    if (employer) writer.put(`${place}/name`, employer.text, employer.line)
    // A third name that stands right after the employer's is where it is.
    if (where && where.line === employer?.line) writer.put(`${place}/location`, where.text, where.line)
    writer.put(`${place}/startDate`, period.start, dated)
    writer.put(`${place}/endDate`, period.end, dated)
    const summary = body.find(({ bullet }) => !bullet)
    if (summary) writer.put(`${place}/summary`, summary.text, summary)
    for (const [index, line] of body.filter((one) => one !== summary).entries())
      writer.put(`${place}/highlights/${index}`, line.text, line)
  }
}

/** Studies: where, which degree in what, and when. */
export function draftEducation(lines: readonly ResumeLine[], writer: DraftWriter): void {
  for (const { period, dated, named } of entriesOf(lines, (line) => readPeriod(line) ?? readDate(line))) {
    const names = named.flatMap(({ text, line }) => text.split(pieces).map((piece) => ({ text: piece, line })))
    const institution = names.find(({ text }) => school.test(text))
    const study = names.find((name) => name !== institution && degree.test(name.text))
    if (!institution && !study) continue
    const place = writer.next('/education')
    if (institution) writer.put(`${place}/institution`, institution.text, institution.line)
    if (study) {
      const [, type, area] = /^(.{3,60}?)\s+(?:in|en|für)\s+(\p{Lu}.*)$/u.exec(study.text) ?? []
      const whole = area !== undefined && degree.test(type!) ? undefined : study.text
      writer.put(`${place}/studyType`, whole ?? type, study.line)
      if (!whole) writer.put(`${place}/area`, area, study.line)
    }
    writer.put(`${place}/startDate`, period.start, dated)
    writer.put(`${place}/endDate`, period.end, dated)
  }
}

/** An entry begins with its dates, and with the lines right before them that no entry's list of bullets holds. */
function entriesOf(lines: readonly ResumeLine[], dates: (line: string) => ReadPeriod | undefined): EntryHead[] {
  const entries: EntryHead[] = []
  let before: ResumeLine[] = []
  for (const line of lines) {
    const period = line.bullet ? undefined : dates(line.text)
    const last = entries.at(-1)
    if (period) {
      const own = period.rest === '' ? [] : [{ text: period.rest, line }]
      entries.push({
        period,
        dated: line,
        named: [...before.map((one) => ({ text: one.text, line: one })), ...own],
        body: [],
      })
      before = []
    } else if (line.bullet) {
      if (last) last.body.push(...before, line)
      before = []
    } else if (last && last.body.length === 0 && before.length === 0 && !isSentence(line.text) && needsName(last)) {
      last.named.push({ text: line.text, line })
    } else if (isSentence(line.text)) {
      if (last) last.body.push(...before, line)
      before = []
    } else before.push(line)
  }
  return entries
}

const isSentence = (text: string): boolean => text.length > 90 || /[.!?]$/.test(text)
/** Only its title or only its employer stands beside the dates. */
const needsName = ({ named }: EntryHead): boolean =>
  named.length === 0 ||
  (named.length === 1 && named[0]!.text.split(pieces).length === 1 && !joined.test(named[0]!.text))
