import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { Section } from '../../components/section.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { profileMessages } from '../../messages/profile/messages.ts'
import { partOf } from './profile-parts.ts'
import type { EditedProfile } from './use-profile-form.ts'

/** As many as somebody takes up. */
const shownItems = 5

/** How complete the saved profile is, and what to add next, the most useful first. */
export function CompletenessPanel({ completeness: { share, missing } }: Pick<EditedProfile, 'completeness'>) {
  const messages = useMessages(profileMessages).completeness
  const format = useFormat()
  // Never all of it while something is missing.
  const percent = format.percent(Math.floor(share * 100) / 100)
  return (
    <Section title={messages.title}>
      <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-line">
        <div className="h-full rounded-full bg-accent" style={{ width: `${share * 100}%` }} />
      </div>
      <p className="mt-2 text-small text-muted">{messages.share(percent)}</p>
      {missing.length === 0 ? (
        <p className="mt-3 text-small">{messages.done}</p>
      ) : (
        <>
          <h3 className="mt-4 mb-1 text-small font-medium">{messages.next}</h3>
          <ol className="-mx-2">
            {missing.slice(0, shownItems).map(({ item, pointer }, index) => (
              <li key={item} className={index < 2 ? '' : 'max-lg:hidden'}>
                <Link
                  to="/profile"
                  search={{ part: partOf(pointer), at: pointer }}
                  className="flex min-h-9 items-center gap-2 rounded-lg px-2 py-1 text-small hover:bg-hover pointer-coarse:min-h-11"
                >
                  <Plus className="icon text-accent" /> {messages.items[item]}
                </Link>
              </li>
            ))}
          </ol>
        </>
      )}
      <p className="mt-3 text-small text-muted max-lg:hidden">{messages.saved}</p>
    </Section>
  )
}
