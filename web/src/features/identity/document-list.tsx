import type { Twin } from '../../api/types.ts'
import type { SourceLink } from '../source/source-link.ts'
import { kindName } from '../source/kind-name.ts'
import { languageName } from './language-name.ts'

/** The sources that the twin answers from, folded away until someone wants to see them. */
export function DocumentList({ twin, onOpenSource }: { twin: Twin; onOpenSource: (link: SourceLink) => void }) {
  return (
    <details className="group rounded-lg border border-line bg-surface">
      <summary className="cursor-pointer rounded-lg px-4 py-2 text-small font-medium select-none hover:bg-hover pointer-coarse:py-3">
        {twin.sources === 1 ? 'The source I answer from' : `The ${twin.sources} sources I answer from`}
      </summary>
      <ul className="border-t border-line py-1">
        {twin.documents.map(({ id, title, kind, language }) => (
          <li key={id}>
            <button
              type="button"
              lang={language}
              className="flex w-full cursor-pointer items-baseline justify-between gap-4 px-4 py-2 text-left text-small hover:bg-hover pointer-coarse:py-3"
              onClick={() => onOpenSource({ id })}
            >
              <span>{title}</span>
              <span lang="en" className="shrink-0 text-muted">
                {[kindName[kind], languageName(language)].filter(Boolean).join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
