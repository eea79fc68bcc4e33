import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { call, type ResponseOf } from '../../../api/call.ts'
import { queryOf } from '../../../api/query.ts'
import { Button } from '../../../components/button.tsx'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { Empty } from '../../../components/empty.tsx'
import { Loaded } from '../../../components/loaded.tsx'
import { useTell } from '../../../components/toast.tsx'
import { useMessages } from '../../../messages/catalogue.ts'
import { settingsMessages } from '../../../messages/settings/messages.ts'
import { EndedToggle } from '../ended-toggle.tsx'
import { Part } from '../part.tsx'
import { standingOf } from '../standing.ts'
import { useSettingsSearch } from '../use-settings-search.ts'
import { LinkRow } from './link-row.tsx'
import { NewLinkDialog } from './new-link-dialog.tsx'

export type ShareLink = ResponseOf<'GET /api/v1/share-links'>['links'][number]

/** With it comes the chart. */
const LinkDialog = lazy(async () => ({ default: (await import('./link-dialog.tsx')).LinkDialog }))

/** Links that let somebody in: made, handed on, looked at and revoked. */
export function LinksPart() {
  const { links: messages, parts, keep, revoke } = useMessages(settingsMessages)
  const query = useQuery(queryOf('GET /api/v1/share-links'))
  const queries = useQueryClient()
  const tell = useTell()
  const [search, setSearch] = useSettingsSearch('links')
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<ShareLink>()
  const shown = search.show === 'ended'
  const show = shown ? ({ show: 'ended' } as const) : {}
  const refresh = () => queries.invalidateQueries({ queryKey: ['share-links'] })
  const selected = query.data?.links.find(({ id }) => id === search.link)

  return (
    <Part
      title={parts.links}
      about={messages.about}
      action={
        <Button look="primary" onClick={() => setMaking(true)}>
          <Plus className="icon" /> {messages.make}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ links }) => {
          const seen = links.filter((link) => shown || standingOf(link) === 'active')
          return (
            <>
              {links.length === 0 ? (
                <Empty title={messages.none}>{messages.noneAdvice}</Empty>
              ) : seen.length === 0 ? (
                <Empty title={messages.noneActive}>{messages.noneActiveAdvice}</Empty>
              ) : (
                <ul aria-label={parts.links} className="divide-y divide-line rounded-lg border border-line bg-surface">
                  {seen.map((link) => (
                    <LinkRow
                      key={link.id}
                      link={link}
                      onOpen={() => setSearch({ ...show, link: link.id })}
                      onRevoke={() => setRevoking(link)}
                    />
                  ))}
                </ul>
              )}
              <EndedToggle
                any={links.some((link) => standingOf(link) !== 'active')}
                shown={shown}
                onChange={(next) => setSearch(next ? { show: 'ended' } : {})}
              />
            </>
          )
        }}
      </Loaded>
      {selected && (
        <Suspense>
          <LinkDialog link={selected} onClose={() => setSearch(show)} />
        </Suspense>
      )}
      {making && (
        <NewLinkDialog
          onClose={() => setMaking(false)}
          onMade={async (link) => {
            await refresh()
            setMaking(false)
            tell({ title: messages.made(link.name) })
            setSearch({ ...show, link: link.id })
          }}
        />
      )}
      {revoking && (
        <ConfirmDialog
          title={messages.revokeTitle(revoking.name)}
          action={revoke}
          keep={keep}
          onNo={() => setRevoking(undefined)}
          onYes={async () => {
            await call('DELETE /api/v1/share-links/{id}', { path: { id: revoking.id } })
            setRevoking(undefined)
            tell({ title: messages.revoked(revoking.name) })
            await refresh()
          }}
        >
          {messages.revokeAbout}
        </ConfirmDialog>
      )}
    </Part>
  )
}
