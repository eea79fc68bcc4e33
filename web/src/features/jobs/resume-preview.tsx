import { useState } from 'react'
import type { ResponseOf } from '../../api/call.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { jobsMessages } from '../../messages/jobs/messages.ts'
import { SourceDialog } from '../proof/source-dialog.tsx'
import { resumeSections, type ResumeEntry, type ResumeLine } from './resume-sections.ts'

/** A résumé as a reader sees it; every value is a button that opens its proof. */
export function ResumePreview({ resume }: { resume: ResponseOf<'GET /api/v1/jobs/{id}/resume'> }) {
  const { resume: messages } = useMessages(jobsMessages)
  const [open, setOpen] = useState<ResumeLine>()
  const sections = resumeSections(resume.lines)
  return (
    <div lang={resume.language} className="max-w-[54rem] rounded-lg border border-line bg-surface px-5 py-6 sm:px-8">
      {sections.map(({ name, entries }) => (
        <section key={name} className="border-t border-line py-4 first:border-t-0 first:pt-0 last:pb-0">
          {name !== 'basics' && (
            <h2 className="pb-2 text-small font-semibold tracking-wide text-muted uppercase">
              {messages.sections[name] ?? name}
            </h2>
          )}
          <div className={entries.every(isShort) ? 'grid gap-x-8 gap-y-3 sm:grid-cols-2' : 'flex flex-col gap-4'}>
            {entries.map((entry, place) => (
              <Entry key={place} entry={entry} large={name === 'basics'} onOpen={setOpen} />
            ))}
          </div>
        </section>
      ))}
      {open && <SourceDialog citation={open.citation} onClose={() => setOpen(undefined)} />}
    </div>
  )
}

/** Skills, certificates and the like stand side by side. */
const isShort = ({ texts, points }: ResumeEntry) => texts.length + points.length === 0

type Open = (line: ResumeLine) => void

function Entry({ entry, large, onOpen }: { entry: ResumeEntry; large: boolean; onOpen: Open }) {
  const { heads, facts, texts, points, words } = entry
  const Heading = large ? 'h2' : 'h3'
  return (
    <div className="flex flex-col gap-1 text-small">
      {heads.length > 0 && (
        <Heading className={large ? 'text-large font-semibold tracking-tight' : 'font-semibold'}>
          <Joined lines={heads} between=", " onOpen={onOpen} />
        </Heading>
      )}
      {facts.length > 0 && (
        <p className="text-muted">
          <Joined lines={facts} between=" · " onOpen={onOpen} />
        </p>
      )}
      {texts.map((line) => (
        <p key={line.path}>
          <Traced line={line} onOpen={onOpen} />
        </p>
      ))}
      {points.length > 0 && (
        <ul className="flex flex-col gap-0.5">
          {points.map((line) => (
            // A button is a block: a list's own marker would stand beside its last line.
            <li key={line.path} className="flex gap-2">
              <span aria-hidden="true">•</span>
              <Traced line={line} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      )}
      {words.length > 0 && (
        <p className="text-muted">
          <Joined lines={words} between=", " onOpen={onOpen} />
        </p>
      )}
    </div>
  )
}

function Joined({ lines, between, onOpen }: { lines: readonly ResumeLine[]; between: string; onOpen: Open }) {
  return lines.map((line, index) => (
    <span key={line.path}>
      {index > 0 && between}
      <Traced line={line} onOpen={onOpen} />
    </span>
  ))
}

function Traced({ line, onOpen }: { line: ResumeLine; onOpen: Open }) {
  const { resume: messages } = useMessages(jobsMessages)
  return (
    <button
      type="button"
      aria-label={messages.proofOf(line.text)}
      className="inline cursor-pointer rounded-sm text-left hover:bg-accent-soft"
      onClick={() => onOpen(line)}
    >
      {line.text}
    </button>
  )
}
