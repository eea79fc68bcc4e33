import type { Audience } from '#auth'
import { detectLanguage } from '../../text/detect-language.ts'
import { languages, type Language } from '../../text/language.ts'
import { levelOfAudience } from '../audience-order.ts'
import type { ExtractedDocument } from '../document.ts'
import { decodeText } from './decode-text.ts'
import { fileType, type FileType } from './file-type.ts'
import { SkipError, type ExtractInput, type ExtractLimits, type ReadOutcome } from './outcome.ts'
import { writePlainText } from './read-text.ts'
import { splitFrontMatter } from './split-front-matter.ts'
import { cleanText, collapse, createTextBuilder, type TextBuilder } from './text-builder.ts'

/** What a reader found besides the text it wrote. */
interface Facts {
  readonly title?: string | undefined
  /** The person's own word, from front matter. */
  readonly language?: Language | undefined
  /** What decides when the words do not: a page's `lang` is often its template's default. */
  readonly languageHint?: string | undefined
  readonly kind?: ExtractedDocument['kind']
  readonly audience?: ExtractedDocument['audience']
  readonly pages?: ExtractedDocument['pages']
  readonly metadata?: ExtractedDocument['metadata']
}

/**
 * Reads one file in the calling thread. Readers are loaded when the first file of their type comes: all of them take half
 * a second. A file that cannot be used is a `skipped` outcome; anything thrown is a bug.
 */
export async function readFile(input: ExtractInput, limits: ExtractLimits): Promise<ReadOutcome> {
  try {
    return { status: 'read', documents: await read(input, limits) }
  } catch (error) {
    if (error instanceof SkipError) return { status: 'skipped', reason: error.reason, message: error.message }
    if (error instanceof RangeError && /call stack/i.test(error.message)) {
      return { status: 'skipped', reason: 'too_complex', message: 'The file is nested too deeply to be read.' }
    }
    throw error
  }
}

async function read(input: ExtractInput, limits: ExtractLimits): Promise<ExtractedDocument[]> {
  const { name, bytes, declared } = input
  if (bytes.length === 0) throw new SkipError('empty', 'The file is empty.')
  if (bytes.length > limits.maxFileBytes) {
    const limit = Math.floor(limits.maxFileBytes / 1024 / 1024)
    throw new SkipError('too_large', `The file is larger than ${limit} MB. Split it, or make it smaller.`)
  }
  const type = fileType(name, bytes)
  if (type === 'json' && input.as !== 'posting') {
    const { readProfile } = await import('./read-profile.ts')
    return readProfile(decodeText(bytes), input, limits.maxTextLength)
  }

  const builder = createTextBuilder(limits.maxTextLength)
  const facts = await write(type, input, builder, limits)
  const text = builder.toString()
  if (text === '') throw new SkipError('empty', 'The file has no text in it.')
  const title = [declared?.title, facts.title].map((given) => collapse(cleanText(given ?? ''))).find(Boolean)
  return [
    {
      part: '',
      ...(facts.audience && { audience: stricter(facts.audience, declared?.audience) }),
      kind: facts.kind ?? 'document',
      title: (title ?? titleFromName(name)).slice(0, 300).toWellFormed(),
      language: declared?.language ?? facts.language ?? detectLanguage(text, knownLanguage(facts.languageHint)),
      text,
      headings: builder.headings,
      ...(facts.pages && { pages: facts.pages }),
      metadata: facts.metadata ?? {},
    },
  ]
}

async function write(type: FileType, input: ExtractInput, builder: TextBuilder, limits: ExtractLimits): Promise<Facts> {
  const { bytes } = input
  if (input.as === 'posting' && (type === 'html' || type === 'json')) {
    const { writePostingJson, writePostingPage } = await import('./read-posting.ts')
    const read = type === 'json' ? writePostingJson : writePostingPage
    const { title, lang, facts } = read(decodeText(bytes), builder)
    return { title, languageHint: lang, metadata: { posting: facts } }
  }
  switch (type) {
    case 'json':
      throw new Error('a profile is read by readProfile')
    case 'markdown':
      return writeMarkdownFile(input, builder)
    case 'text':
      return { title: writePlainText(decodeText(bytes), builder) }
    case 'html': {
      const { writeHtmlPage } = await import('./read-html.ts')
      const { title, lang } = writeHtmlPage(decodeText(bytes), builder)
      return { title, languageHint: lang }
    }
    case 'pdf': {
      const { writePdf } = await import('./read-pdf.ts')
      const { title, pages, ...metadata } = await writePdf(bytes, builder, limits)
      return { title: title ?? firstHeading(builder), pages, metadata }
    }
    case 'docx': {
      const { writeDocx } = await import('./read-docx.ts')
      await writeDocx(bytes, builder, limits)
      return { title: firstHeading(builder) }
    }
  }
}

async function writeMarkdownFile({ name, bytes, declared }: ExtractInput, builder: TextBuilder): Promise<Facts> {
  const { writeMarkdown } = await import('./read-markdown.ts')
  const { frontMatter, body, inSopFolder } = splitFrontMatter(decodeText(bytes), name)
  if (frontMatter === undefined) return { title: writeMarkdown(body, builder) }
  const { parseFrontMatter } = await import('./front-matter.ts')
  const { kind, values } = parseFrontMatter(frontMatter, inSopFolder)
  if (kind === 'sop') {
    const { sopSentences } = await import('./sop-sentences.ts')
    const group = {}
    const spoken = declared?.language ?? values.language ?? detectLanguage(body)
    for (const sentence of sopSentences(values, spoken)) builder.line(sentence, group)
  }
  const { title, language, audience, ...metadata } = values
  const heading = writeMarkdown(body, builder)
  return { title: title || heading, language, ...(audience && { audience }), kind, metadata }
}

function firstHeading(builder: TextBuilder): string | undefined {
  const heading = builder.headings[0]
  return heading && builder.toString().slice(heading.start, heading.end)
}

/** Front matter may keep a file from people that the caller would let in, never the other way round. */
function stricter(stated: Audience, declared: Audience | undefined): Audience {
  return declared !== undefined && levelOfAudience(declared) > levelOfAudience(stated) ? declared : stated
}

function knownLanguage(tag: string | undefined): Language {
  return languages.find((language) => language === tag) ?? 'und'
}

/** "project-report_alert-noise.md" -> "Project report alert noise". */
function titleFromName(name: string): string {
  const stem = name.replace(/^.*[\\/]/, '').replace(/\.[^.]+$/, '')
  const title = collapse(cleanText(stem).replace(/[-_.]+/g, ' '))
  return title === '' ? 'Untitled' : title[0]!.toUpperCase() + title.slice(1)
}
