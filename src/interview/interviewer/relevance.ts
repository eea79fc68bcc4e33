import { termsSaid, tokenize, type Language, type ProfileStatement } from '#twin'
import type { BankLanguage, Question } from '../question-bank/question.ts'
import type { Posting, Reason, Requirement } from './plan.ts'

/** What speaks for asking a question. */
export interface Relevance {
  /** Requirements of the posting that it tests. */
  readonly requirements: readonly Requirement[]
  /** One of them says a topic of it in the same words. */
  readonly isNamed: boolean
  /** The title names one of its topics. */
  readonly inTitle: boolean
  /** Topics that the posting names, of which the profile tells nothing. */
  readonly silent: readonly string[]
  readonly reasons: readonly Reason[]
}

export type RelevanceOf = (question: Pick<Question, 'kind' | 'topics'>) => Relevance

/** Kinds whose topics are skills or fields, so that a profile which does not name them says something. */
const skillKinds: ReadonlySet<string> = new Set(['technical', 'industry'])
const quoteLength = 160

/**
 * Compares questions with a posting and with what the profile tells. Each topic is looked for once, first in the posting
 * as a whole, so that only topics which it names cost more.
 */
export function createRelevance(
  posting: Posting,
  profile: readonly ProfileStatement[],
  language: BankLanguage,
): RelevanceOf {
  const whole = [posting.title, ...posting.requirements.map(({ text }) => text)].join('\n')
  const topics = new Map<string, TopicFindings>()
  const says = createComparison()
  function findingsOf(topic: string, by: Comparison): TopicFindings {
    let findings = topics.get(`${by} ${topic}`)
    if (!findings) {
      const named = says.allOf(whole, topic, language, by)
      findings = {
        requirements: named ? posting.requirements.filter(({ text }) => says.allOf(text, topic, language, by)) : [],
        inTitle: named && says.allOf(posting.title, topic, language, by),
        statement: named
          ? profile.find((statement) => says.allOf(statement.text, topic, statement.language, 'word'))
          : undefined,
        isSilent: named && !profile.some(({ text, language: spoken }) => says.anyOf(text, topic, spoken)),
      }
      topics.set(`${by} ${topic}`, findings)
    }
    return findings
  }

  return ({ kind, topics: own }) => {
    // Skills have many names; of behaviour, "management" for "administration" would be another matter.
    const by = skillKinds.has(kind) ? 'meaning' : 'word'
    const found = own.map((topic) => ({ topic, ...findingsOf(topic, by) }))
    const requirements = [...new Set(found.flatMap((finding) => finding.requirements))]
    const named = found.filter(({ inTitle, requirements: of }) => inTitle || of.length > 0)
    const silent = skillKinds.has(kind) ? named.filter(({ isSilent }) => isSilent).map(({ topic }) => topic) : []
    const told = skillKinds.has(kind) ? named.find(({ statement }) => statement) : undefined
    const first = requirements.find(({ must }) => must) ?? requirements[0]
    const inTitle = found.some((finding) => finding.inTitle)
    const reasons: Reason[] = []
    if (first)
      reasons.push({
        code: 'requirement',
        text: `the posting ${first.must ? 'asks for' : 'would like'} "${shortened(first.text)}"`,
      })
    else if (inTitle) reasons.push({ code: 'title', text: `the title "${posting.title}" names it` })
    if (silent.length > 0) reasons.push({ code: 'profile_silent', text: `your profile says nothing of ${silent[0]}` })
    if (told?.statement)
      reasons.push({
        code: 'profile_tells',
        text: `your profile tells of ${told.topic}: "${shortened(told.statement.text)}"`,
        citation: told.statement.citation,
      })
    const isNamed = requirements.some(({ text }) => own.some((topic) => says.allOf(text, topic, language, 'word')))
    return { requirements, isNamed, inTitle, silent, reasons }
  }
}

interface TopicFindings {
  readonly requirements: readonly Requirement[]
  readonly inTitle: boolean
  /** That tells of it. */
  readonly statement: ProfileStatement | undefined
  /** No statement has so much as a word of it. */
  readonly isSilent: boolean
}

type Comparison = 'word' | 'meaning'

/** Each text is taken apart once: a posting of many long requirements is compared with every topic of the bank. */
/** Its stem is that of "experiments", and it says nothing by itself. */
const experience = /\bexperienced?\b/gi

function createComparison() {
  const kept = new Map<string, ReadonlySet<string>>()
  function termsBy(by: Comparison, text: string, language: Language): ReadonlySet<string> {
    const key = `${by} ${language} ${text}`
    let terms = kept.get(key)
    if (!terms) {
      const plain = text.replace(experience, ' ')
      terms = by === 'meaning' ? termsSaid(plain, language) : new Set(tokenize(plain, language).map(({ term }) => term))
      kept.set(key, terms)
    }
    return terms
  }
  const anyOf = (text: string, topic: string, language: Language): boolean =>
    !termsBy('meaning', topic, language).isDisjointFrom(termsBy('meaning', text, language))
  return {
    /** Whether a text says a word of the topic, or another name of one. */
    anyOf,
    /** Whether it says every word of the topic that means something by itself: the word, or another name of it. */
    allOf(text: string, topic: string, language: Language, by: Comparison): boolean {
      const words = topic.split(/\s+/).filter((word) => termsBy('meaning', word, language).size > 0)
      if (words.length === 0) return false
      if (by === 'meaning') return words.every((word) => anyOf(text, word, language))
      const said = termsBy('word', text, language)
      return words.every((word) => termsBy('word', word, language).isSubsetOf(said))
    },
  }
}

function shortened(text: string): string {
  return text.length <= quoteLength ? text : `${text.slice(0, quoteLength).replace(/\s+\S*$/, '')}…`
}
