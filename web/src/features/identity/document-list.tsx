import type { Twin } from '../../api/types.ts'
import type { SourceLink } from '../source/source-link.ts'
import { languageName } from './language-name.ts'
import { useLanguage } from '../../messages/language.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'

/** The sources that the twin answers from, folded away until someone wants to see them. */
export function DocumentList({ twin, onOpenSource }: { twin: Twin; onOpenSource: (link: SourceLink) => void }) {
  const { identity, source } = useMessages(twinMessages)
  const language = useLanguage()
  return (
    <details className="group rounded-lg border border-line bg-surface">
      <summary className="cursor-pointer rounded-lg px-4 py-2 text-small font-medium select-none hover:bg-hover pointer-coarse:py-3">
        {identity.sources(twin.sources)}
      </summary>
      <ul className="border-t border-line py-1">
        {twin.documents.map(({ id, title, kind, language: written }) => (
          <li key={id}>
            <button
              type="button"
              lang={written}
              className="flex w-full cursor-pointer items-baseline justify-between gap-4 px-4 py-2 text-left text-small hover:bg-hover pointer-coarse:py-3"
              onClick={() => onOpenSource({ id })}
            >
              <span>{title}</span>
              <span lang={language} className="shrink-0 text-muted">
                {[source.kinds[kind], languageName(written, language)].filter(Boolean).join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
