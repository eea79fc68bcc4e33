export {
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
export { answerPrefix, foldQuestion, readAnswerEntry, type AnswerEntry } from './answering/answer-entry.ts'
export type { AnswerOptions } from './answering/answer-question.ts'
export { gapStates, ownersAnswerSchema, type OwnersAnswer } from './inbox/inbox.ts'
export type { Gap, GapState } from './inbox/inbox-store.ts'
export type { SourceKind } from './knowledge/document.ts'
export { expirySchema } from './knowledge/expiry.ts'
export { createExtractor, type Extractor } from './knowledge/extract/extract.ts'
export { contentFingerprint, type FileToIngest, type IngestReport } from './knowledge/ingest.ts'
export { listFiles, type FolderListing } from './knowledge/read-folder.ts'
export type { SourceSummary, SourceText } from './knowledge/source.ts'
export { detectLanguage } from './text/detect-language.ts'
export { languages, type Language } from './text/language.ts'
export { createTwin, type Twin } from './twin.ts'
