import type { Language, Twin } from '#twin'

/** Reads every document of a corpus as a public text file; returns which document each source is. Empty ones are left out. */
export async function ingestCorpus(
  twin: Twin,
  documents: readonly { id: string; title?: string; text: string }[],
  language: Language,
): Promise<Map<string, string>> {
  const documentOf = new Map<string, string>()
  for (const { id, title = '', text } of documents) {
    const body = text.trim() === '' ? title : text
    if (body.trim() === '') continue
    const report = await twin.sources.write({
      origin: `corpus:${id}`,
      name: `${id}.txt`,
      bytes: Buffer.from(body),
      audience: 'public',
      title: title.trim() === '' ? id : title,
      language,
    })
    if (report.status === 'skipped') {
      process.stderr.write(`skipped document ${id}: ${report.message}\n`)
      continue
    }
    if (report.status !== 'unchanged') for (const source of report.sources) documentOf.set(source.id, String(id))
  }
  return documentOf
}
