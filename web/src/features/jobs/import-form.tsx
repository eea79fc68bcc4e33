import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { call, type ResponseOf } from '../../api/call.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { FileDrop } from '../../components/file-drop.tsx'
import { TextAreaField } from '../../components/text-area-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { jobsMessages } from '../../messages/jobs/messages.ts'
import { FileResults, type FileResult } from './file-results.tsx'

export type Imported = ResponseOf<'POST /api/v1/jobs'>

async function importFile(file: File): Promise<Imported> {
  const body = new FormData()
  body.append('file', file)
  return (await (await request('/api/v1/jobs', { method: 'POST', body })).json()) as Imported
}

/** A posting, pasted or as files; `onImported` hears of a single one. */
export function ImportForm({ onImported }: { onImported: (imported: Imported) => void }) {
  const { form } = useMessages(jobsMessages)
  const queries = useQueryClient()
  const { busy, error, failedAt, run } = useSubmit()
  const [text, setText, forgetText] = useDraft('job.text')
  const [title, setTitle, forgetTitle] = useDraft('job.title')
  const [problem, setProblem] = useState<string>()
  const [results, setResults] = useState<FileResult[]>([])

  async function paste(event: FormEvent) {
    event.preventDefault()
    if (text.trim() === '') return setProblem(form.empty)
    setProblem(undefined)
    await run(async () => {
      const imported = await call('POST /api/v1/jobs', {
        body: { text, ...(title.trim() !== '' && { title: title.trim() }) },
      })
      forgetText()
      forgetTitle()
      await queries.invalidateQueries({ queryKey: ['jobs'] })
      onImported(imported)
    })
  }

  /** One after the other, so that a failure names its file and the rest goes on. */
  async function importFiles(files: readonly File[]) {
    const note = (file: File, result: Omit<FileResult, 'file'>) =>
      setResults((before) => [...before.filter((one) => one.file !== file), { file, ...result }])
    let only: Imported | undefined
    for (const file of files) {
      note(file, { state: 'reading' })
      try {
        const imported = await importFile(file)
        note(file, { state: imported.created ? 'added' : 'known', job: imported.job })
        only = imported
      } catch (caught) {
        note(file, { state: 'failed', error: caught, at: Date.now() })
      }
    }
    await queries.invalidateQueries({ queryKey: ['jobs'] })
    if (files.length === 1 && only) onImported(only)
  }

  return (
    <div className="flex flex-col gap-4">
      <FileDrop
        label={form.drop}
        hint={form.dropHint}
        accept=".html,.htm,.pdf,.docx,.md,.txt,.json"
        onFiles={(files) => void importFiles(files)}
      />
      {results.length > 0 && <FileResults results={results} onRetry={(file) => void importFiles([file])} />}
      <form onSubmit={(event) => void paste(event)} className="flex flex-col gap-4" noValidate>
        <TextAreaField
          label={form.paste}
          hint={form.pasteHint}
          rows={8}
          value={text}
          error={problem}
          onChange={(event) => setText(event.target.value)}
        />
        <TextField
          label={form.name}
          hint={form.nameHint}
          maxLength={300}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        {error !== undefined && <Failure error={error} at={failedAt} />}
        <div>
          <Button look="primary" type="submit" aria-disabled={busy}>
            {form.read}
          </Button>
        </div>
      </form>
    </div>
  )
}
