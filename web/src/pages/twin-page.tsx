import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { tellEvent } from '../api/analytics.ts'
import { useReachable } from '../api/connection.ts'
import { twinQuery } from '../api/twin.ts'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
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

/** The page at `/`: who the twin is, a conversation with it, and its sources beside the answers. */
export function TwinPage() {
  const { data: twin } = useQuery(twinQuery)
  const { conversation, busy, ask, stop, clear, setStrategy } = useConversation()
  const { link, turnId, open, close } = useSourceLink()
  const wide = useMediaQuery('(min-width: 64rem)')
  const reachable = useReachable()
  const field = useRef<HTMLTextAreaElement>(null)
  const { turns, strategy } = conversation
  const newest = turns.at(-1)

  useEffect(() => {
    if (twin && !document.title) document.title = `${twin.name}, digital twin`
  }, [twin])

  useShowNewest(newest?.id)

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
        Skip to the question
      </a>
      <header className="fixed inset-x-0 top-0 z-10 flex h-14 items-center gap-1 border-b border-line bg-page px-4">
        <p className="min-w-0 flex-1 truncate text-small font-medium">
          Digital twin{newest && twin && <span className="text-muted"> of {twin.name}</span>}
        </p>
        {newest && (
          <Button look="quiet" aria-label="New conversation" title="New conversation" onClick={startAnew}>
            <Icon name="compose" /> <span className="max-sm:hidden">New conversation</span>
          </Button>
        )}
        <ThemeToggle />
        <AccountMenu />
      </header>
      <main className="mx-auto flex min-h-dvh max-w-[46rem] flex-col px-4 pt-20">
        <ShareNotice />
        <Introduction onAsk={askFromList} onOpenSource={openSource} />
        {turns.length > 0 && (
          <section aria-label="Conversation" className="mt-12 flex flex-col gap-12">
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
          {announcement(newest, reachable)}
        </p>
        <div className="sticky bottom-0 mt-auto bg-page pt-6 pb-4">
          {!reachable && (
            <p className="pb-2 text-small text-danger">The connection is lost. You can read, but not ask.</p>
          )}
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
    </div>
  )
}

/** Brings a new question to the top of the screen; its answer then grows below without moving anything. */
function useShowNewest(id: string | undefined): void {
  useEffect(() => {
    if (id === undefined) return
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    document.getElementById(id)?.scrollIntoView({ block: 'start', behavior: still ? 'auto' : 'smooth' })
  }, [id])
}
