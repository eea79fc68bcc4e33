import { ratingOf, type Analytics, type Feedback } from '#analytics'
import { requireScope, type Actor } from '#auth'
import type { Trials } from '#experiments'
import type { Database } from '#storage'
import { AppError } from '../../errors.ts'
import type { Language } from '../text/language.ts'
import type { AnswerOptions } from './answer-question.ts'
import { findAskedQuestion, type AskedQuestion } from './answer-store.ts'
import { topicTerms } from './topic-terms.ts'

export interface FeedbackNeeds {
  readonly database: Database
  readonly analytics: Pick<Analytics, 'requireEnabled' | 'rate'> | undefined
  readonly trials: Pick<Trials, 'became'> | undefined
  readonly recordBadRating: (rated: BadlyRated) => Promise<void>
}

/** A question whose answer was of no use. */
export interface BadlyRated {
  readonly question: string
  readonly language: Language
  readonly audience: AskedQuestion['audience']
  readonly reason: string | undefined
}

/** A rating of this or less says that the answer was of no use. */
const mostBad = 2
/** And of this or more, what an experiment counts as a thumb. */
const leastGood = 4

/**
 * Takes what whoever was given an answer thinks of it. Ids of answers cannot be guessed: who has one was given it, or was shown it by who
 * was; that they are the same actor is looked at beside.
 */
export function createFeedback({ database, analytics, trials, recordBadRating }: FeedbackNeeds) {
  return async (
    actor: Actor,
    answerId: string,
    feedback: Feedback,
    visit: Pick<AnswerOptions, 'visitor' | 'client'> = {},
  ): Promise<void> => {
    requireScope(actor, 'ask')
    if (!analytics) throw new AppError('not_found', 'Nothing takes ratings here.')
    analytics.requireEnabled()
    const asked = await findAskedQuestion(database, answerId)
    if (!asked || asked.actorId !== actor.id)
      throw new AppError(
        'not_found',
        'There is no such answer of yours. Answers can be rated as long as they are kept.',
      )
    const { question, language, audience } = asked
    const rating = ratingOf(feedback)
    const { reason } = feedback
    await analytics.rate({ actor, ...visit }, { answerId, rating, reason, terms: topicTerms(question, language) })
    if (rating >= leastGood) await trials?.became(actor, { answerId, kind: 'thumb' })
    // Said twice it is in the inbox once, so that whoever got no reply may say it again. A refusal is there already.
    if (rating <= mostBad && !asked.refused) await recordBadRating({ question, language, audience, reason })
  }
}
