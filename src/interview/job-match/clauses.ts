import { sentenceSpans, type Language } from '#twin'
import { foldText } from './fold-text.ts'
import { mustWords, niceWords } from './posting-words.ts'
import type { Line, Span } from './posting-sections.ts'

type Spoken = Exclude<Language, 'und'>

export interface Clause extends Span {
  /** "A is required, as is B": asks as the clause before it does. */
  readonly echoes: boolean
}

/**
 * The clauses of a line that each ask for something: its sentences, and the parts of one at ";" or a conjunction where both sides
 * ask in their own way ("Professional English; French is a plus").
 */
export function clausesOf(text: string, line: Line, language: Spoken): Clause[] {
  const content = text.slice(line.start, line.end)
  return whole(content, sentenceSpans(content, language))
    .filter(({ start, end }) => end - start <= longestSentence)
    .flatMap((sentence) =>
      split(text, { start: line.start + sentence.start, end: line.start + sentence.end }, language),
    )
}

/** Without the breaks that no sentence has: inside of "C# (.NET)" and "Node.js". */
function whole(content: string, sentences: readonly Span[]): Span[] {
  const joined: Span[] = []
  for (const sentence of sentences) {
    const before = joined.at(-1)
    const isEnd =
      before &&
      /\s/.test(content.slice(before.end, sentence.start)) &&
      /[.!?…]['"”»)]*$/.test(content.slice(before.start, before.end))
    if (before && !isEnd) joined[joined.length - 1] = { start: before.start, end: sentence.end }
    else joined.push(sentence)
  }
  return joined
}

/** A longer one is no sentence of a posting, and taking it apart would cost time. */
const longestSentence = 1_200

const joints =
  /;\s*|,?\s+(?:as (?:is|are)|as well as you)\s+|,\s+(?:and|but|while|und|aber|et|mais|y|pero)\s+|\s+(?:and|und|et|y)\s+(?=(?:you|ideally|preferably|sie|du|idealerweise|vous|idealement|idealmente)\b)/g

function split(text: string, span: Span, language: Spoken): Clause[] {
  const said = foldText(text.slice(span.start, span.end))
  const parts: Clause[] = []
  let start = 0
  let echoing = false
  const add = (end: number) => parts.push({ start: span.start + start, end, echoes: echoing })
  for (const joint of said.matchAll(joints)) {
    const before = said.slice(start, joint.index)
    const after = said.slice(joint.index + joint[0].length)
    const echoes = /as (?:is|are)/.test(joint[0])
    const contrast = /but|aber|mais|pero/.test(joint[0])
    const splits =
      joint[0].startsWith(';') || echoes || (!contrast && asks(before, language) && asks(nextPart(after), language))
    if (!splits && !contrast) continue
    if (contrast && !asks(after, language)) {
      // "…, but a good story will do as well" takes nothing away from what was said before it.
      if (!asks(before, language)) continue
      add(span.start + joint.index)
      return parts
    }
    if (!splits) continue
    add(span.start + joint.index)
    start = joint.index + joint[0].length
    echoing = echoes
  }
  add(span.end)
  return parts
}

const nextPart = (after: string): string => after.split(/;|,\s+(?:and|und|et|y)\s+/, 1)[0]!

function asks(said: string, language: Spoken): boolean {
  const { first, last } = niceWords[language]
  return first.test(said) || last.test(said) || mustWords[language].test(said)
}

const leads =
  /^(?:(?:for this (?:work|role|position|job)|in this (?:role|position)|finally|also|in addition|additionally|furthermore|moreover|therefore|fur diese (?:stelle|aufgabe)|ausserdem|zudem|enfin|de plus|pour ce poste|ademas|por ultimo|para este puesto),?\s+)/
const tails =
  /,?\s+(?:because|since|al?though|even if|auch wenn|obwohl|meme si|aunque|as (?:we|our|the|you)|so that|in order to|weil|da (?:wir|unser\w*)|damit|car|parce qu\w*|puisqu\w*|afin de|porque|ya que|para que)\b.*$/s

/** The clause without the words that only lead to it or give a reason. */
export function stripFrame(text: string, span: Span, language: Spoken): Span {
  const said = foldText(text.slice(span.start, span.end))
  const lead = leads.exec(said)?.[0].length ?? 0
  const tail = tails.exec(said)
  // A reason that asks for something itself stays.
  const end = tail && tail.index > lead && !asks(tail[0], language) ? span.start + tail.index : span.end
  return { start: span.start + lead, end }
}
