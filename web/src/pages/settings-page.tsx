import { Link, useParams } from '@tanstack/react-router'
import { Suspense, useEffect, useRef } from 'react'
import { Empty } from '../components/empty.tsx'
import { Page } from '../components/page.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { parts } from '../features/settings/parts.ts'
import { useMessages } from '../messages/catalogue.ts'
import { settingsMessages } from '../messages/settings/messages.ts'
import { shellMessages } from '../messages/shell/messages.ts'

/** The page at `/settings/$part`, for owners. */
export function SettingsPage() {
  const messages = useMessages(settingsMessages)
  const { loading, notFound, notFoundAdvice } = useMessages(shellMessages)
  const name = useParams({ from: '/app/settings/$part', select: ({ part }) => part })
  const Content = parts.find((part) => part.name === name)?.Component
  const nav = useRef<HTMLElement>(null)
  // On a phone the parts stand in a row that scrolls: the one that is open is to be seen.
  useEffect(() => {
    const open = nav.current?.querySelector('[aria-current]')
    void open?.scrollIntoView({ inline: 'center', block: 'nearest' }) // a promise in newer browsers, which an effect must not return
  }, [name])
  return (
    <Page title={messages.title} about={messages.about}>
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[12.5rem_minmax(0,1fr)]">
        <nav ref={nav} aria-label={messages.title} className="min-w-0 max-lg:overflow-x-auto">
          <ul className="flex gap-px lg:flex-col max-lg:w-max">
            {parts.map(({ name: part, icon: Icon }) => (
              <li key={part}>
                <Link
                  to="/settings/$part"
                  params={{ part }}
                  search={{}}
                  className="nav-link"
                  activeOptions={{ includeSearch: false }}
                >
                  <Icon className="icon text-muted" />
                  <span className="whitespace-nowrap">{messages.parts[part]}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <Suspense key={name} fallback={<Skeleton label={loading} lines={['h-6 w-40', 'h-10 w-full', 'h-10 w-full']} />}>
          {Content ? <Content /> : <Empty title={notFound}>{notFoundAdvice}</Empty>}
        </Suspense>
      </div>
    </Page>
  )
}
