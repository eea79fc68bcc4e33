import type { Audience, Authorized } from '#auth'
import type { Database } from '#storage'
import { listPassagesAround, loadPassages, type Place } from '../retrieval/passage-store.ts'
import type { SearchInput } from '../retrieval/search.ts'
import type { DenseIndex } from '../retrieval/dense-index.ts'
import { wholeText } from '../retrieval/whole-text.ts'
import type { Passage, SearchResult } from '../retrieval/search-result.ts'
import type { Language } from '../text/language.ts'
import { answerability } from './answerability.ts'
import { analyzeQuestion, type Question, type Turn } from './analyze-question.ts'
import { candidates, nearestAsked, passagesRead } from './candidates.ts'
import { foundTheSame, type EvidenceMemo } from './evidence-memo.ts'
import { asOthersAsk } from './own-voice.ts'
import { lacksAttribute } from './personal-attributes.ts'
import type { PassageCache, ReadPassage } from './passage-cache.ts'
import {
  asksForIntroduction,
  isAboutMe,
  introductionQuestion,
  isIntroduction,
  isOwnersAnswer,
  isSectionAskedFor,
} from './profile-section.ts'
import { wholeQuestion } from './question-context.ts'
import type { AnswerType } from './question-type.ts'
import { rankSentences, type RankedSentence, type Ranking } from './rank-sentences.ts'
import { showableFor } from './showable.ts'
import { isCourtesy, isGreeting } from './small-talk.ts'
import type { Workspace } from './workspace.ts'

export interface Evidence {
  readonly question: Question
  /** Best first, by passage. */
  readonly passages: ReadonlyMap<number, ReadPassage>
  readonly ranked: readonly RankedSentence[]
  readonly result: SearchResult
  /** Calibrated probability, 0 to 1, that the sources answer the question. */
  readonly answerability: number
}

interface Asked {
  readonly question: string
  readonly language: Language
  readonly audience: Audience
  /** Earlier turns of the conversation, oldest first. */
  readonly turns: readonly Turn[]
  /** Places of the only account that may answer; undefined: all that the audience sees. */
  readonly within?: readonly Place[] | undefined
}

/** Words alone, or words and vectors. */
export type SearchPassages = (asked: SearchInput) => Promise<SearchResult>

interface EvidenceNeeds {
  readonly database: Database
  readonly dense: DenseIndex
  readonly workspace: Workspace
  readonly memo: EvidenceMemo
  readonly cache: PassageCache
  readonly search: SearchPassages
}

/** What a section that a question asks for by its heading gains, in logits of the ranking, and how sure that makes us. */
const sectionBonus = 6
const sectionAnswerability = 0.9
const rankCost = 1
/** A bare "and before that?" after an answer: its few words say nothing about whether the sources go on. */
const followUpAnswerability = 0.6
const orderCost = 0.05

/** Finds and ranks what the asker's visible sources say about a question. */
export async function findEvidence(needs: EvidenceNeeds, asked: Asked): Promise<Evidence> {
  const { question, language, audience, turns, within } = asked
  const isMemorable = turns.length === 0 && within === undefined
  const remembered = isMemorable ? needs.memo.find(question, language, audience) : undefined
  const sought = remembered?.sought ?? prepare(asked)
  const searched = await searchFor(needs, sought, asked)
  const result = within === undefined ? searched : await onlyAround(needs.database, searched, { within, audience })
  if (remembered && foundTheSame(remembered.evidence.result, result)) return remembered.evidence
  const evidence = await weigh(needs, sought, result, asked)
  if (isMemorable) needs.memo.keep(question, language, audience, { sought, evidence })
  return evidence
}

async function weigh(
  needs: EvidenceNeeds,
  { question, introduces }: Sought,
  result: SearchResult,
  asked: Asked,
): Promise<Evidence> {
  const ids = result.hits.map((hit) => hit.passageId)
  const { audience } = asked
  const read = await needs.cache.read(ids, { audience, ownerName: result.ownerName }, (missing) =>
    loadPassages(needs.database, missing, audience),
  )
  const ranking = showableOnly(
    rankSentences(
      question,
      read.map(({ analysis }) => analysis),
      result,
      needs.workspace, // its arrays are read to the end before anybody else is asked
    ),
    read,
    question,
  )
  const introduced = introduces && read.some(({ passage }) => isIntroduction(passage))
  const isAsked = (item: ReadPassage) =>
    introduces ? (introduced ? isIntroduction : isAboutMe)(item.passage) : isSectionAskedFor(question, item)
  const whole = question.followUp ? wholeQuestion(question.text, asked.language, asked.turns) : question.text
  const sections = new Set(
    read.flatMap((item) => (isAsked(item) || isOwnersAnswer(whole, item.passage) ? item.passage.id : [])),
  )
  const sure = sections.size > 0 ? sectionAnswerability : leansOn(asked.turns, question) ? followUpAnswerability : 0
  const ranked = sections.size === 0 ? ranking.sentences : preferred(ranking.sentences, sections, question.type)
  const best = read.find(({ passage }) => passage.id === ranked[0]?.passageId)
  const lacking = lacksAttribute(question, () => (best ? wholeText(best.passage) : ''))
  return {
    question,
    passages: new Map(read.map((item) => [item.passage.id, item])),
    ranked,
    result,
    answerability:
      lacking || isCourtesy(question.text)
        ? 0
        : introduces
          ? sure
          : Math.max(sure, answerability(question, ranking, result)),
  }
}

/** What was found, but for what is not of the account; of that also what no word of the question found. */
async function onlyAround(
  database: Database,
  result: SearchResult,
  { within, audience }: { within: readonly Place[]; audience: Audience },
): Promise<SearchResult> {
  const around = await listPassagesAround(database, within, audience)
  const found = result.hits.filter(({ passageId }) => around.includes(passageId))
  const others = around.filter((id) => !found.some(({ passageId }) => passageId === id))
  const hits = [...found, ...others.map((passageId) => ({ passageId, score: 0 }))].slice(0, passagesRead)
  return { ...result, hits }
}

/** What no answer may quote must not decide that there is one. */
function showableOnly(ranking: Ranking, read: readonly ReadPassage[], question: Question): Ranking {
  const isShowable = showableFor(question)
  const { passageOf } = ranking.features
  const kept = ranking.rows.map((row, place) => isShowable(read[passageOf[row]!]!, ranking.sentences[place]!.sentence))
  return {
    ...ranking,
    rows: ranking.rows.filter((_, place) => kept[place]),
    sentences: ranking.sentences.filter((_, place) => kept[place]),
  }
}

/** True for a follow-up without a word of its own, after a question that was answered. */
function leansOn(turns: readonly Turn[], question: Question): boolean {
  const answered = (turns.at(-1)?.sentences.length ?? 0) > 0
  return answered && question.followUp && question.words.every(({ inherited, weight }) => inherited || weight < 0.5)
}

/** Answer types that one sentence of a section gives: the ranking knows better than the order which. */
const exactTypes: ReadonlySet<AnswerType> = new Set(['number', 'time', 'person', 'place'])

/** Sections asked for come first, each in the order it was written. */
function preferred(
  ranked: readonly RankedSentence[],
  sections: ReadonlySet<number>,
  type: AnswerType,
): RankedSentence[] {
  const top = ranked[0]?.score ?? 0
  const order = [...sections]
  return ranked
    .map((sentence) =>
      sections.has(sentence.passageId)
        ? {
            ...sentence,
            score: exactTypes.has(type)
              ? sentence.score + sectionBonus
              : top + sectionBonus - rankCost * order.indexOf(sentence.passageId) - orderCost * sentence.sentence,
          }
        : sentence,
    )
    .sort((a, b) => b.score - a.score)
}

/** The passages that fit a question best, best first, with their scores. */
export async function findPassages(
  { database, search }: Pick<EvidenceNeeds, 'database' | 'search'>,
  asked: Asked & { limit: number },
): Promise<{ passage: Authorized<Passage>; score: number }[]> {
  const { question, language, audience, limit } = asked
  const { terms } = analyzeQuestion(question, language)
  const result = await search({ question, language, terms, audience, limit })
  const ids = result.hits.map((hit) => hit.passageId)
  const passages = new Map((await loadPassages(database, ids, asked.audience)).map((passage) => [passage.id, passage]))
  return result.hits.flatMap(({ passageId, score }) => {
    const passage = passages.get(passageId)
    return passage ? [{ passage, score }] : []
  })
}

/** What is looked for. A question for the person and nothing else is answered by their introduction. */
export interface Sought {
  readonly question: Question
  /** The words to search for. */
  readonly text: string
  readonly introduces: boolean
}

function prepare({ question: text, language, audience, turns }: Asked): Sought {
  const asked = audience === 'owner' ? asOthersAsk(text, language) : text
  const question = { ...analyzeQuestion(asked, language, turns), text }
  const introduces = isGreeting(text) || (asksForIntroduction(question) && !lacksAttribute(question, () => ''))
  if (!introduces) return { question, text, introduces }
  return {
    question: { ...analyzeQuestion(introductionQuestion, language), text },
    text: introductionQuestion,
    introduces,
  }
}

async function searchFor(
  { search, dense }: Pick<EvidenceNeeds, 'search' | 'dense'>,
  { question, text }: Sought,
  { language, audience }: Asked,
): Promise<SearchResult> {
  const find = () =>
    search({
      question: text,
      language,
      terms: question.terms,
      near: dense.nearest(question.vector, audience, nearestAsked),
      audience,
      limit: passagesRead,
    })
  let result = await find()
  // Without a profile nobody looks at what is near, and there may be very much of it to read.
  if (result.hasProfile && (await dense.bringTo(result.index))) result = await find()
  return { ...result, hits: candidates(result) }
}
