import type { Source } from '../../api/types.ts'
import { languageName } from '../identity/language-name.ts'
import { useLanguage } from '../../messages/language.ts'
import type { Span } from './segments.ts'
import { useTextCheck } from './use-text-check.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'

interface SourceFactsProps {
  source: Source
  cited: Span | undefined
  page: number | undefined
}

/** What a reader needs to judge a source: what it is, who may see it, which version, which place. */
export function SourceFacts({ source, cited, page }: SourceFactsProps) {
  const messages = useMessages(twinMessages).source
  const language = useLanguage()
  const check = useTextCheck(source)
  // A rendered field can have words of ours before it ("Result: …"), so touching the span is enough.
  const pointer = cited && source.pointers?.find((field) => field.start < cited.end && field.end > cited.start)?.pointer
  const facts = [
    messages.kinds[source.kind],
    messages.audiences[source.audience],
    languageName(source.language, language),
    page !== undefined && messages.pages([page]),
    pointer !== undefined && messages.field(pointer),
  ].filter(Boolean)

  return (
    <p className="text-small text-muted">
      {facts.join(' · ')} ·{' '}
      <span title={`SHA-256 ${source.version}`}>
        {messages.version} <code>{source.version.slice(0, 8)}</code>
      </span>
      {check === 'matches' && <span title={messages.verifiedHint}> · {messages.verified}</span>}
      {check === 'differs' && <strong className="text-danger"> · {messages.differs}</strong>}
    </p>
  )
}
