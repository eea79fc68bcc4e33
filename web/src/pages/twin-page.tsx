import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { tellEvent } from '../api/analytics.ts'
import { useReachable } from '../api/connection.ts'
import { sessionQuery } from '../api/session.ts'
import { twinQuery } from '../api/twin.ts'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { LanguageSelect } from '../components/language-select.tsx'
import { useMediaQuery } from '../components/use-media-query.ts'
import { AccountMenu } from '../features/account/account-menu.tsx'
import { announcement } from '../features/chat/announcement.ts'
import { citationElement } from '../features/chat/citation-button.tsx'
import { citationKey, numberCitations } from '../features/chat/citations.ts'
import type { NumberedCitation } from '../features/chat/citations.ts'
import { Composer } from '../features/chat/composer.tsx'
import { TurnView } from '../features/chat/turn-view.tsx'
import { useConversation } from '../features/chat/use-conversation.ts'
import { Introduction } from '../features/identity/introduction.tsx'
import { ShareNotice } from '../features/share/share-notice.tsx'
import { linkTo } from '../features/source/link-to.ts'
import type { SourceLink } from '../features/source/source-link.ts'
import { SourcePanel } from '../features/source/source-panel.tsx'
import { useReturnFocus } from '../features/source/use-return-focus.ts'
import { useSourceLink } from '../features/source/use-source-link.ts'
import { ThemeToggle } from '../features/theme/theme-toggle.tsx'
import { turnsOf } from '../features/history/turns-of.ts'
import { useMessages } from '../messages/catalogue.ts'
import { twinMessages } from '../messages/twin/messages.ts'

const HistoryPanel = lazy(() =>
  import('../features/history/history-panel.tsx').then((module) => ({ default: module.HistoryPanel })),
)
const route = getRouteApi('/')

/** The page at `/`: who the twin is, a conversation with it, and its sources beside the answers. */
export function TwinPage() {
  const messages = useMessages(twinMessages)
  const { data: twin } = useQuery(twinQuery)
  const { conversation, busy, ask, stop, clear, reopen, setStrategy } = useConversation()
  const { link, turnId, open, close } = useSourceLink()
  const wide = useMediaQuery('(min-width: 64rem)')
  const reachable = useReachable()
  const field = useRef<HTMLTextAreaElement>(null)
  const { turns, strategy } = conversation
  const newest = turns.at(-1)

  useEffect(() => {
    if (twin && !document.title) document.title = messages.title(twin.name)
  }, [messages, twin])

  useShowNewest(newest?.id)
  useAskFromAddress(ask)
  const { data: session } = useQuery(sessionQuery)
  const [historyOpen, setHistoryOpen] = useState(false)

  const openKey =
    link?.version === undefined || !link.span
      ? undefined
      : citationKey({ sourceId: link.id, version: link.version, ...link.span })
  const openTurn = turns.find((turn) => turn.id === turnId)
  const openCitations = useMemo(() => (openTurn ? [...numberCitations(openTurn.sentences).values()] : []), [openTurn])
  const openNumber = openCitations.find(({ citation }) => citationKey(citation) === openKey)?.number
  const openElement = openTurn && openNumber ? citationElement(openTurn.id, openNumber) : undefined
  const rememberOpener = useReturnFocus(link !== undefined, openElement, field)

  const askFromList = useCallback(
    (question: string, replaces?: string) => {
      if (busy) return
      void ask(question, replaces)
      // What was clicked may disappear; the new question is where the reader goes on.
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>('.newest-turn > h2')?.focus({ preventScroll: true }),
      )
    },
    [ask, busy],
  )
  const openSource = useCallback(
    (next: SourceLink, ofTurn?: string) => {
      rememberOpener()
      open(next, ofTurn)
    },
    [open, rememberOpener],
  )
  const openCitation = (ofTurn: string, { citation }: NumberedCitation) => {
    tellEvent('citation-opened', turns.find((turn) => turn.id === ofTurn)?.answer?.id)
    openSource(linkTo(citation), ofTurn)
  }

  function startAnew() {
    clear()
    if (link) close()
    scrollTo({ top: 0 })
    field.current?.focus({ preventScroll: true })
  }

  return (
    <div className={link && wide ? 'beside-panel' : undefined}>
      <a href="#question" className="skip-link" onClick={(event) => (event.preventDefault(), field.current?.focus())}>
        {messages.skip}
      </a>
      <header className="fixed inset-x-0 top-0 z-10 flex h-14 items-center gap-1 border-b border-line bg-page px-4">
        <p className="min-w-0 flex-1 truncate text-small font-medium">
          {newest && twin ? messages.digitalTwinOf(twin.name) : messages.digitalTwin}
        </p>
        {newest && (
          <Button
            look="quiet"
            aria-label={messages.newConversation}
            title={messages.newConversation}
            onClick={startAnew}
          >
            <Icon name="compose" /> <span className="max-md:hidden">{messages.newConversation}</span>
          </Button>
        )}
        {session?.user && (
          <Button
            look="quiet"
            aria-label={messages.history}
            title={messages.history}
            onClick={() => setHistoryOpen(true)}
          >
            <Icon name="history" /> <span className="max-md:hidden">{messages.history}</span>
          </Button>
        )}
        <LanguageSelect label={messages.account.language} />
        <ThemeToggle light={messages.account.light} dark={messages.account.dark} />
        <AccountMenu />
      </header>
      <main className="mx-auto flex min-h-dvh max-w-[46rem] flex-col px-4 pt-20">
        <ShareNotice />
        <Introduction onAsk={askFromList} onOpenSource={openSource} />
        {turns.length > 0 && (
          <section aria-label={messages.conversation} className="mt-12 flex flex-col gap-12">
            {turns.map((turn) => (
              <TurnView
                key={turn.id}
                turn={turn}
                last={turn === newest}
                openKey={turn.id === turnId ? openKey : undefined}
                onAsk={askFromList}
                onOpenCitation={openCitation}
              />
            ))}
          </section>
        )}
        <p role="status" className="sr-only">
          {announcement(newest, reachable, messages)}
        </p>
        <div className="sticky bottom-0 mt-auto bg-page pt-6 pb-4">
          {!reachable && <p className="pb-2 text-small text-danger">{messages.lost}</p>}
          <Composer
            name={twin?.name}
            busy={busy}
            strategy={strategy}
            field={field}
            onAsk={(question) => void ask(question)}
            onStop={stop}
            onStrategy={setStrategy}
          />
        </div>
      </main>
      {link && (
        <SourcePanel
          wide={wide}
          link={link}
          citations={openCitations}
          onOpen={(next) => open(next, turnId)}
          onClose={close}
        />
      )}
      {historyOpen && (
        <Suspense>
          <HistoryPanel
            onOpen={(id, answers) => {
              reopen(id, turnsOf(id, answers))
              setHistoryOpen(false)
              if (link) close()
            }}
            onClose={() => setHistoryOpen(false)}
          />
        </Suspense>
      )}
    </div>
  )
}

/** Asks what the address asks (`/?q=…`), once: it is then taken out of the address, so that a reload does not ask again. */
function useAskFromAddress(ask: (question: string) => Promise<void>): void {
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const asked = useRef<string>(undefined)
  useEffect(() => {
    if (q === undefined || asked.current === q) return
    asked.current = q
    void navigate({ search: {}, replace: true })
    void ask(q)
  }, [ask, navigate, q])
}

/** Brings a new question to the top of the screen; its answer then grows below without moving anything. */
function useShowNewest(id: string | undefined): void {
  useEffect(() => {
    if (id === undefined) return
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    document.getElementById(id)?.scrollIntoView({ block: 'start', behavior: still ? 'auto' : 'smooth' })
  }, [id])
}
