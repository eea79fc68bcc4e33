import type { Answer } from './answer.ts'

/** An answer to be read, with numbered sources; ends with a line break. */
export function answerText(answer: Answer): string {
  if (answer.refused)
    return `${answer.message}\n${answer.suggestions.length > 0 ? `\nYou could ask:\n${answer.suggestions.map((question) => `  ${question}\n`).join('')}` : ''}`
  const sources: string[] = []
  const sentences = answer.sentences.map(({ text, citations }) => {
    const marks = citations.map(({ title, start, end, page, version }) => {
      const place = `${title}${page ? `, page ${page}` : ''} (${version.slice(0, 8)}, ${start}-${end})`
      if (!sources.includes(place)) sources.push(place)
      return `[${sources.indexOf(place) + 1}]`
    })
    return `${text} ${marks.join('')}`
  })
  return `${sentences.join('\n')}\n\n${sources.map((place, index) => `[${index + 1}] ${place}`).join('\n')}\n`
}
