import { sharesWord, type ProfileStatement } from '#twin'
import type { BankLanguage, Question } from '../question-bank/question.ts'
import type { Posting, Reason, Requirement } from './plan.ts'

/** What speaks for asking a question. */
export interface Relevance {
  /** Requirements of the posting that it tests. */
  readonly requirements: readonly Requirement[]
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
  function findingsOf(topic: string): TopicFindings {
    let findings = topics.get(topic)
    if (!findings) {
      const named = names(whole, topic, language)
      findings = {
        requirements: named ? posting.requirements.filter(({ text }) => names(text, topic, language)) : [],
        inTitle: named && names(posting.title, topic, language),
        statement: named ? profile.find((statement) => names(statement.text, topic, statement.language)) : undefined,
      }
      topics.set(topic, findings)
    }
    return findings
  }

  return ({ kind, topics: own }) => {
    const found = own.map((topic) => ({ topic, ...findingsOf(topic) }))
    const requirements = [...new Set(found.flatMap((finding) => finding.requirements))]
    const named = found.filter(({ inTitle, requirements: of }) => inTitle || of.length > 0)
    const silent = skillKinds.has(kind) ? named.filter(({ statement }) => !statement).map(({ topic }) => topic) : []
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
    return { requirements, inTitle, silent, reasons }
  }
}

interface TopicFindings {
  readonly requirements: readonly Requirement[]
  readonly inTitle: boolean
  readonly statement: ProfileStatement | undefined
}

/** Whether a text says every word of the topic that means something by itself. */
function names(text: string, topic: string, language: string): boolean {
  const spoken = language as Parameters<typeof sharesWord>[2]
  const words = topic.split(/\s+/).filter((word) => sharesWord(word, word, spoken))
  return words.length > 0 && words.every((word) => sharesWord(text, word, spoken))
}

function shortened(text: string): string {
  return text.length <= quoteLength ? text : `${text.slice(0, quoteLength).replace(/\s+\S*$/, '')}…`
}
