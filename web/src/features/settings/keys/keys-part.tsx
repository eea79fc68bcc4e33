import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
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
import { KeyRow } from './key-row.tsx'
import { KeySecret } from './key-secret.tsx'
import { NewKeyDialog } from './new-key-dialog.tsx'
import { RotateDialog } from './rotate-dialog.tsx'

type Issued = ResponseOf<'POST /api/v1/keys'>
export type ApiKey = Issued['key']

/** Keys for programs: made, given a new secret, revoked. */
export function KeysPart() {
  const { keys: messages, parts, keep, revoke } = useMessages(settingsMessages)
  const query = useQuery(queryOf('GET /api/v1/keys'))
  const queries = useQueryClient()
  const tell = useTell()
  const [search, setSearch] = useSettingsSearch('keys')
  const [open, setOpen] = useState<{ what: 'new' } | { what: 'rotate' | 'revoke'; key: ApiKey }>()
  const [issued, setIssued] = useState<Issued>()
  const shown = search.show === 'ended'
  const close = () => setOpen(undefined)
  const refresh = () => queries.invalidateQueries({ queryKey: ['keys'] })

  async function onIssued(next: Issued) {
    setIssued(next)
    close()
    await refresh()
  }

  return (
    <Part
      title={parts.keys}
      about={messages.about}
      action={
        <Button look="primary" onClick={() => setOpen({ what: 'new' })}>
          <Plus className="icon" /> {messages.make}
        </Button>
      }
    >
      {issued && <KeySecret issued={issued} onStored={() => setIssued(undefined)} />}
      <Loaded query={query}>
        {({ keys }) => {
          const seen = keys.filter((key) => shown || standingOf(key) === 'active')
          return (
            <>
              {keys.length === 0 ? (
                <Empty title={messages.none}>{messages.noneAdvice}</Empty>
              ) : seen.length === 0 ? (
                <Empty title={messages.noneActive}>{messages.noneActiveAdvice}</Empty>
              ) : (
                <ul aria-label={parts.keys} className="divide-y divide-line rounded-lg border border-line bg-surface">
                  {seen.map((key) => (
                    <KeyRow
                      key={key.id}
                      apiKey={key}
                      onRotate={() => setOpen({ what: 'rotate', key })}
                      onRevoke={() => setOpen({ what: 'revoke', key })}
                    />
                  ))}
                </ul>
              )}
              <EndedToggle
                any={keys.some((key) => standingOf(key) !== 'active')}
                shown={shown}
                onChange={(next) => setSearch(next ? { show: 'ended' } : {})}
              />
            </>
          )
        }}
      </Loaded>
      {open?.what === 'new' && <NewKeyDialog onMade={onIssued} onClose={close} />}
      {open?.what === 'rotate' && <RotateDialog apiKey={open.key} onRotated={onIssued} onClose={close} />}
      {open?.what === 'revoke' && (
        <ConfirmDialog
          title={messages.revokeTitle(open.key.name)}
          action={revoke}
          keep={keep}
          onNo={close}
          onYes={async () => {
            await call('DELETE /api/v1/keys/{id}', { path: { id: open.key.id } })
            close()
            tell({ title: messages.revoked(open.key.name) })
            await refresh()
          }}
        >
          {messages.revokeAbout}
        </ConfirmDialog>
      )}
    </Part>
  )
}
