import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Extractor, Language } from '#twin'
import { AppError } from '../../errors.ts'
import { foldText } from './fold-text.ts'
import { looksLikeResume } from './looks-like-resume.ts'
import { languageOfPosting } from './posting-language.ts'
import { languageNote, postingFacts, type PostingFacts } from './posting-facts.ts'
import type { PostingText } from './posting-sections.ts'
import { postingWords } from './posting-words.ts'
import { requirementsOf } from './requirements.ts'

/** UTF-16 code units of a posting's text: more than 50 full pages. */
export const longestPosting = 200_000
const largestFile = 5 * 1024 * 1024
const jsonLookedAt = 100_000

export interface PostingFile {
  /** Its extension tells the type; without one, the content does. */
  readonly name?: string | undefined
  readonly bytes: Uint8Array
  readonly title?: string | undefined
}

/** A posting that was read and is not stored yet. */
export interface PostingDraft extends PostingText {
  readonly title: string
  readonly language: Language
  readonly facts: PostingFacts
  /** SHA-256 of the text, hexadecimal. */
  readonly contentHash: string
}

const givenFacts = z.object({
  posting: z
    .object({
      company: z.string().optional(),
      location: z.string().optional(),
      salary: z.string().optional(),
      employmentType: z.string().optional(),
      validThrough: z.string().optional(),
    })
    .optional(),
})

/**
 * Reads a posting from a file or a pasted text, in the process that reads untrusted files.
 * @throws AppError `invalid_input` for what is empty, cannot be read or is no posting; `payload_too_large` beyond the limits.
 */
export async function readPosting(extractor: Extractor, { name, bytes, title }: PostingFile): Promise<PostingDraft> {
  if (bytes.length > largestFile)
    throw new AppError('payload_too_large', 'The posting is larger than 5 MB. Paste its text instead.')
  // JSON Resume, in which the reader of postings finds no text.
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, jsonLookedAt)).toString('utf8')
  if (/^\s*\{/.test(start) && looksLikeResume(start)) throw isResume()
  const outcome = await extractor.extract({ name: nameOf(name, bytes), bytes, as: 'posting', declared: { title } })
  if (outcome.status === 'skipped') {
    const code = outcome.reason === 'too_large' || outcome.reason === 'zip_bomb' ? 'payload_too_large' : 'invalid_input'
    throw new AppError(code, `The posting was not read. ${outcome.message}`)
  }
  const document = outcome.documents[0]!
  const { text, headings } = document
  if (text.length > longestPosting)
    throw new AppError(
      'payload_too_large',
      `The posting has ${text.length.toLocaleString('en')} characters; at most ${longestPosting.toLocaleString('en')} are read. Paste the part about the job.`,
    )
  const language = languageOfPosting(text, document.language)
  const given = givenFacts.parse(document.metadata).posting
  const posting: PostingText = { text, headings }
  requirePosting(posting, language, requirementsOf(posting, language).length + (given?.company ? 1 : 0))
  return {
    ...posting,
    title: document.title,
    language,
    facts: postingFacts(posting, document.title, given ?? {}),
    contentHash: createHash('sha256').update(text).digest('hex'),
  }
}

/** What is worth telling about how a posting was read; undefined when all went well. */
export function noteOn(language: Language, requirements: readonly unknown[]): string | undefined {
  const unread = languageNote(language)
  if (unread) return unread
  return requirements.length === 0
    ? 'No requirements were found in this posting. Check that the pasted text holds the part about what the person should bring.'
    : undefined
}

/** So many requirements make a posting of a text without any of the words that postings have. */
const fewestRequirements = 3

function requirePosting({ text }: PostingText, language: Language, found: number): void {
  if (looksLikeResume(text)) throw isResume()
  const words = new Set(foldText(text.slice(0, 20_000)).match(postingWords))
  if (words.size >= 2 || (words.size > 0 && found > 0) || found >= fewestRequirements || language === 'und') return
  throw new AppError(
    'invalid_input',
    'This does not look like a job posting: it names no requirements, tasks or ways to apply. Paste the text of the posting, or save its page and import the file.',
  )
}

function isResume(): AppError {
  return new AppError(
    'invalid_input',
    'This looks like a résumé, not like a job posting: it has the sections and dates of one, and nobody offers a post in it. To have it in your twin, add it as a source (`pollux ingest FILE`, or POST /api/v1/twin/sources). Here, import the posting that it should be compared with.',
  )
}

/** The reader goes by the extension; what has none, or is pasted, is told by its looks. */
function nameOf(name: string | undefined, bytes: Uint8Array): string {
  if (name && /\.(?:html?|xhtml|md|markdown|txt|text|pdf|docx|json)$/i.test(name)) return name
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4_096)).toString('utf8')
  const stem = name?.trim() || 'posting'
  if (start.startsWith('%PDF-')) return `${stem}.pdf`
  if (start.startsWith('PK\u0003\u0004')) return `${stem}.docx`
  if (/^\s*(?:<!doctype html|<html|<(?:div|p|h[1-6]|section|article|main|body|script|ul)\b)/i.test(start))
    return `${stem}.html`
  if (/^\s*[[{]/.test(start) && /"@type"/.test(start)) return `${stem}.json`
  if (/^#{1,6} \S/m.test(start) || /\*\*\S[^*\n]*\*\*/.test(start)) return `${stem}.md`
  return `${stem}.txt`
}
