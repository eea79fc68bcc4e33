import type { LanguageModel, ModelPrompt } from '#models'

/** One sentence that the model said, and how it lied, if it did. */
export interface Told {
  readonly text: string
  /** Undefined for a sentence of a source, said as it stands or with "I" for the owner. */
  readonly lie: string | undefined
  /** The sentence of the source it was made from. */
  readonly from: string
  readonly question: string
}

export interface LyingModel extends LanguageModel {
  readonly told: readonly Told[]
}

type Random = () => number
type Lie = (sentence: string, others: readonly string[], random: Random) => string | undefined

const sentencesPerAnswer = 8

/**
 * A language model that answers with sentences of the sources it is shown and changes half of them into lies that keep as
 * many of the source's words as they can. Deterministic for a seed; knows nothing of the verifier. `ownerName`: whose
 * deeds "I" may truly tell.
 */
export function lyingModel(seed: number, ownerName = ''): LyingModel {
  const random = mulberry32(seed)
  const told: Told[] = []
  return {
    id: `lying-${seed}`,
    told,
    async *stream(prompt: ModelPrompt, signal: AbortSignal) {
      for (const { text, source, lie, from } of answer(prompt, random, ownerName)) {
        signal.throwIfAborted()
        told.push({ text, lie, from, question: prompt.question })
        const said = `${text} [${source}] `
        for (let start = 0; start < said.length; start += 9) yield said.slice(start, start + 9)
      }
    },
  }
}

interface Said {
  readonly text: string
  readonly source: number
  readonly lie: string | undefined
  readonly from: string
}

function* answer({ sources, question }: ModelPrompt, random: Random, ownerName: string): Generator<Said> {
  const known = sources.flatMap(({ number, text }) => sentencesOf(text).map((text) => ({ text, source: number })))
  const asked = new Set(question.toLowerCase().match(/\p{L}{4,}/gu) ?? [])
  const overlap = (text: string) =>
    (text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter((word) => asked.has(word)).length
  const chosen = known
    .map((sentence) => ({ ...sentence, rank: overlap(sentence.text) + random() }))
    .sort((a, b) => b.rank - a.rank)
    .slice(0, sentencesPerAnswer)
  const all = known.map(({ text }) => text)
  for (const { text, source } of chosen) {
    if (random() < 0.5) {
      yield { text, source, lie: undefined, from: text }
      continue
    }
    const changed = tellLie(text, all, random)
    const owners =
      changed?.lie === "somebody else's deed" &&
      ownerName.split(' ').some((name) => name !== '' && text.startsWith(name))
    if (changed && !owners) yield { ...changed, source, from: text }
  }
}

/** A lie of a random kind that fits the sentence; undefined when none does, or what comes out is in a source after all. */
function tellLie(
  sentence: string,
  others: readonly string[],
  random: Random,
): { text: string; lie: string } | undefined {
  const kinds = Object.entries(lies)
    .map(([kind, tell]) => ({ kind, tell, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
  for (const { kind, tell } of kinds) {
    const text = tell(
      sentence,
      others.filter((other) => other !== sentence),
      random,
    )
      ?.replace(/\s+/g, ' ')
      .trim()
    if (text !== undefined && text !== sentence && !others.includes(text)) return { text, lie: kind }
  }
  return undefined
}

const months = 'January February March April May June July August September October November December'.split(' ')
const frenchMonths = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')
/** Two capitalised words in a row, or one inside a sentence. */
const names = /(?<=[\p{Ll},;] )\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)*/gu

const opposites: readonly (readonly [RegExp, string])[] = [
  [/\b(?:cut|reduced|lowered)\b/i, 'raised'],
  [/\b(?:raised|increased)\b/i, 'reduced'],
  [/\bfell\b/, 'rose'],
  [/\bfailed\b/, 'passed'],
  [/\bjoined\b/, 'left'],
  [/\bled\b/, 'cancelled'],
  [/\bbefore\b/, 'after'],
  [/\bafter\b/, 'before'],
  [/\bfirst\b/, 'last'],
  [/\bwith\b/, 'without'],
  [/\bmore than\b/, 'less than'],
  [/\bat least\b/, 'at most'],
  [/\b(from) (.+?) (to) /, 'to $2 from '],
  [/\bavant\b/, 'après'],
  [/\baprès\b/, 'avant'],
]

const lies: Record<string, Lie> = {
  'another number': (text, _, random) =>
    replaceOne(text, /\d+(?:[.,]\d+)*/g, random, (found) => {
      const last = /\d+$/.exec(found)!
      return (
        found.slice(0, last.index) +
        String(Number(last[0]) + 1 + Math.floor(random() * 8)).padStart(last[0].length, '0')
      )
    }),
  'numbers swapped': (text, _, random) => swapTwo(text, /\d+(?:[.,]\d+)*(?: ?%)?/g, random),
  'another year': (text, _, random) =>
    replaceOne(text, /\b(?:19|20)\d\d\b/g, random, (year) => String(Number(year) - 1 - Math.floor(random() * 5))),
  'another month': (text, _, random) =>
    replaceOne(text, new RegExp(`\\b(?:${[...months, ...frenchMonths].join('|')})\\b`, 'g'), random, (month) => {
      const list = months.includes(month) ? months : frenchMonths
      return list[(list.indexOf(month) + 1 + Math.floor(random() * 11)) % 12]!
    }),
  'names swapped': (text, _, random) => swapTwo(text, names, random),
  'a name from elsewhere': (text, others, random) => {
    const found = pick(
      others.flatMap((other) => other.match(names) ?? []).filter((name) => !text.includes(name)),
      random,
    )
    return found === undefined ? undefined : replaceOne(text, names, random, () => found)
  },
  'a number from elsewhere': (text, others, random) => {
    const found = pick(
      others.flatMap((other) => other.match(/\b\d+(?:[.,]\d+)*\b/g) ?? []).filter((number) => !text.includes(number)),
      random,
    )
    return found === undefined ? undefined : replaceOne(text, /\b\d+(?:[.,]\d+)*\b/g, random, () => found)
  },
  'negation added': (text) =>
    changed(
      text,
      text
        .replace(/\b(was|were|is|are|had|has|have|can|will|could)\b/, '$1 not')
        .replace(/^I (?=\p{Ll}+(?:ed|t|w|n) )/u, 'I never ')
        .replace(/\b(est|a|ont|était) (?=\p{Ll}+é)/u, "n'$1 pas "),
    ),
  'negation dropped': (text) =>
    changed(
      text,
      text
        .replace(/\b(?:not|never|no)\b /, '')
        .replace(/n't\b/, '')
        .replace(/\bn'(\p{L}+) (?:pas|jamais)\b/u, '$1'),
    ),
  'the opposite': (text, _, random) => {
    const fitting = opposites.filter(([pattern]) => pattern.test(text))
    const chosen = pick(fitting, random)
    return chosen && text.replace(chosen[0], chosen[1])
  },
  "somebody else's deed": (text) =>
    changed(text, text.replace(/^(?:We|They|He|She|\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+)(?= \p{Ll})/u, 'I')),
  'given away': (text, others, random) => {
    const person = pick(
      others.flatMap((other) => other.match(/(?<=[\p{Ll},] )\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/gu) ?? []),
      random,
    )
    return person === undefined ? undefined : changed(text, text.replace(/^I(?= \p{Ll})/u, person))
  },
  strengthened: (text) =>
    changed(
      text,
      text
        .replace(
          /\b(?:about|around|almost|nearly|most of|some of|at least|up to|often|usually|probably|would like to|plan to|hope to|partly|environ|presque|souvent) /i,
          '',
        )
        .replace(/\b(?:some|most|several|many)\b/i, 'all'),
    ),
  'condition dropped': (text) =>
    changed(
      text,
      text
        .replace(/^(?:If|When|Unless|Si|Quand) [^,]+, /, '')
        .replace(/,? (?:if|when|unless|but only|except) [^.]+/, ''),
    ),
  'two facts merged': (text, others, random) => {
    const head = /^(.{15,}?) (?=in |at |from |for |with |by |to |on |en |à |de |pour |avec )/.exec(text)?.[1]
    const tails = others.flatMap(
      (other) => / (?:in|at|from|for|with|by|to|on|en|à|pour|avec) [^,;.]{4,50}(?=\.$)/.exec(other)?.[0] ?? [],
    )
    const tail = pick(
      tails.filter((other) => !text.includes(other.trim())),
      random,
    )
    return head && tail ? `${head}${tail}.` : undefined
  },
  'something added': (text, _, random) =>
    `${text.replace(/[.!]$/, '')} ${pick(['and received a national award for it', 'at Northwick Aerodyne', 'within a single day', 'for a budget of 90 million dollars', 'without any help', 'together with the minister'], random)!}.`,
  'invented from nothing': (_, others, random) => {
    const name = pick(
      others.flatMap((other) => other.match(names) ?? []),
      random,
    )
    return pick(
      [
        'I was the CTO of Northwick Aerodyne from 2015 to 2020.',
        `I founded ${name ?? 'the company'} in 2011.`,
        `I was dismissed by ${name ?? 'my employer'}.`,
        `I hold a doctorate from ${name ?? 'Harvard'}.`,
      ],
      random,
    )
  },
  'roles swapped': (text) => {
    const match =
      /^(.+?) (hired|asked|told|helped|replaced|approved|promoted|reported to|worked with|refused|showed|gave|wrote|joined) (\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)(.*)$/u.exec(
        text,
      )
    return match ? `${match[3]} ${match[2]} ${match[1]}${match[4]}` : undefined
  },
}

function changed(before: string, after: string): string | undefined {
  return after === before ? undefined : after.charAt(0).toUpperCase() + after.slice(1)
}

function pick<Item>(items: readonly Item[], random: Random): Item | undefined {
  return items[Math.floor(random() * items.length)]
}

function replaceOne(
  text: string,
  pattern: RegExp,
  random: Random,
  change: (found: string) => string,
): string | undefined {
  const match = pick([...text.matchAll(pattern)], random)
  return match && text.slice(0, match.index) + change(match[0]) + text.slice(match.index + match[0].length)
}

function swapTwo(text: string, pattern: RegExp, random: Random): string | undefined {
  const all = [...text.matchAll(pattern)]
  const first = pick(all, random)
  const second =
    first &&
    pick(
      all.filter((other) => other[0] !== first[0]),
      random,
    )
  if (!first || !second) return undefined
  const [a, b] = first.index < second.index ? [first, second] : [second, first]
  return (
    text.slice(0, a.index) +
    b[0] +
    text.slice(a.index + a[0].length, b.index) +
    a[0] +
    text.slice(b.index + b[0].length)
  )
}

/** Sentences of prose: no headings, tables or fragments. */
function sentencesOf(text: string): string[] {
  return text
    .split(/\n\s*\n|\n(?=\s*[-*|#\d])/)
    .flatMap((block) => block.replace(/\s+/g, ' ').split(/(?<=[.!])\s+(?=\p{Lu})/u))
    .map((sentence) => sentence.replace(/^\s*(?:[-*]|\d+\.)\s+/, '').trim())
    .filter((sentence) => /^\p{Lu}.{20,300}[.]$/u.test(sentence) && !sentence.includes('|'))
}

/** A small generator of numbers from 0 to 1 with 32 bits of state (mulberry32, T. Ettinger, public domain). */
function mulberry32(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
