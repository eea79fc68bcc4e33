export {
  lastAnswer,
  questionSchema,
  questionTextSchema,
  strategies,
  type Answer,
  type AnswerEvent,
  type AnswerSentence,
  type Citation,
  type QuestionInput,
  type Strategy,
} from './answering/answer.ts'
export type { AnswerStatement } from './answering/answer-digest.ts'
export { countWaitingLeaves } from './answering/answer-leaf-store.ts'
export { answersWitness } from './answering/answers-witness.ts'
export { proveAnswer, type AnswerProof } from './answering/prove-answer.ts'
export { answerText } from './answering/answer-text.ts'
export { answerPrefix, foldQuestion, readAnswerEntry, type AnswerEntry } from './answering/answer-entry.ts'
export { meaningsOf } from './answering/topic-terms.ts'
export type { AnswerOptions } from './answering/answer-question.ts'
export { groupGaps } from './inbox/group-gaps.ts'
export { gapIdSchema, gapStates, ownersAnswerSchema, type OwnersAnswer } from './inbox/inbox.ts'
export type { Gap, GapState } from './inbox/inbox-store.ts'
export type { SourceKind } from './knowledge/document.ts'
export { expirySchema } from './knowledge/expiry.ts'
export { createExtractor, type Extractor } from './knowledge/extract/extract.ts'
export { contentFingerprint, type FileToIngest, type IngestReport } from './knowledge/ingest.ts'
export { listFiles, type FolderListing } from './knowledge/read-folder.ts'
export type { SourceSummary, SourceText } from './knowledge/source.ts'
export { skillCategories, skillsOfCategory, type SkillCategory } from './profile/skill-category.ts'
export { degreeRank } from './profile/derived-facts.ts'
export { completenessItems } from './profile/completeness.ts'
export { isOpenEnd, parsePartialDate } from './profile/partial-date.ts'
export { profileSections, type ProfileSection, type ProfileStatement } from './profile/profile-statements.ts'
export {
  answerSchema,
  citationSchema,
  conversationSchema,
  gapSchema,
  ingestReportSchema,
  keptAnswerSchema,
  sourceSummarySchema,
  sourceTextSchema,
} from './schemas.ts'
export { conceptsOf, indexConceptsOf } from './text/concepts.ts'
export { detectLanguage } from './text/detect-language.ts'
export { languages, type Language } from './text/language.ts'
export { sentenceSpans } from './text/sentences.ts'
export { sharesWord, termsSaid } from './text/shares-word.ts'
export { tokenize, type Token } from './text/terms.ts'
export { createTwin, type FoundPassage, type Twin } from './twin.ts'
export { answerWith, askCanary, warmAnswer } from './untraced-answers.ts'
