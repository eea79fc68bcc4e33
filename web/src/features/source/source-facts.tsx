import type { Audience, Source } from '../../api/types.ts'
import { languageName } from '../identity/language-name.ts'
import { kindName } from './kind-name.ts'
import { useTextCheck } from './use-text-check.ts'

const audienceName: Record<Audience, string> = {
  public: 'public',
  recruiter: 'for recruiters',
  colleague: 'for colleagues',
  owner: 'for the owner only',
}

interface SourceFactsProps {
  source: Source
  /** Where the cited span starts. */
  start: number | undefined
  page: number | undefined
}

/** What a reader needs to judge a source: what it is, who may see it, which version, which place. */
export function SourceFacts({ source, start, page }: SourceFactsProps) {
  const check = useTextCheck(source)
  const pointer =
    start === undefined ? undefined : source.pointers?.find((span) => span.start <= start && start < span.end)?.pointer
  const facts = [
    kindName[source.kind],
    audienceName[source.audience],
    languageName(source.language),
    page !== undefined && `page ${page}`,
    pointer !== undefined && `field ${pointer}`,
  ].filter(Boolean)

  return (
    <p className="text-small text-muted">
      {facts.join(' · ')} ·{' '}
      <span title={`SHA-256 ${source.version}`}>
        version <code>{source.version.slice(0, 8)}</code>
      </span>
      {check === 'matches' && (
        <span title="The SHA-256 of this text was computed in your browser and is the version's.">
          {' '}
          · text verified
        </span>
      )}
      {check === 'differs' && <strong className="text-danger"> · the text does not match its version</strong>}
    </p>
  )
}
