import type { Source } from '../../api/types.ts'
import { languageName } from '../identity/language-name.ts'
import { audienceName } from './audience-name.ts'
import { kindName } from './kind-name.ts'
import type { Span } from './segments.ts'
import { useTextCheck } from './use-text-check.ts'

interface SourceFactsProps {
  source: Source
  cited: Span | undefined
  page: number | undefined
}

/** What a reader needs to judge a source: what it is, who may see it, which version, which place. */
export function SourceFacts({ source, cited, page }: SourceFactsProps) {
  const check = useTextCheck(source)
  // A rendered field can have words of ours before it ("Result: …"), so touching the span is enough.
  const pointer = cited && source.pointers?.find((field) => field.start < cited.end && field.end > cited.start)?.pointer
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
