import { Ellipsis } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { Menu, MenuItem } from '../../../components/menu.tsx'
import { Tag } from '../../../components/tag.tsx'
import { accessMessages } from '../../../messages/access/messages.ts'
import { useMessages } from '../../../messages/catalogue.ts'
import { useFormat } from '../../../messages/format.ts'
import { settingsMessages } from '../../../messages/settings/messages.ts'
import { shellMessages } from '../../../messages/shell/messages.ts'
import { scopeName } from '../../access/scope-name.ts'
import { standingOf, standingTones } from '../standing.ts'
import { usePersonName } from '../use-person-name.ts'
import type { ApiKey } from './keys-part.tsx'

interface KeyRowProps {
  apiKey: ApiKey
  onRotate: () => void
  onRevoke: () => void
}

/** One key: what it may see and do, until when, and when it was used. */
export function KeyRow({ apiKey, onRotate, onRevoke }: KeyRowProps) {
  const messages = useMessages(settingsMessages)
  const access = useMessages(accessMessages)
  const { audiences } = useMessages(shellMessages)
  const format = useFormat()
  const nameOf = usePersonName()
  const standing = standingOf(apiKey)
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-2">
          <h3 className="text-small font-medium">{apiKey.name}</h3>
          <Tag tone={standingTones[standing]}>{messages.states[standing]}</Tag>
          <Tag>{messages.sees(audiences[apiKey.audience])}</Tag>
        </div>
        <p className="mt-1 text-small">{format.list(apiKey.scopes.map((scope) => scopeName(access, scope)))}</p>
        <p className="mt-1 flex flex-wrap gap-x-3 text-small text-muted">
          <span>
            {apiKey.lastUsedAt === null
              ? messages.keys.unused
              : messages.keys.lastUsed(format.relative(apiKey.lastUsedAt))}
          </span>
          <span>
            {apiKey.expiresAt === null ? messages.neverExpires : messages.expires(format.date(apiKey.expiresAt))}
          </span>
          <span>{messages.created(format.date(apiKey.createdAt), nameOf(apiKey.createdBy))}</span>
        </p>
      </div>
      {standing === 'active' && (
        <Menu
          trigger={
            <Button look="quiet" square aria-label={messages.actionsOf(apiKey.name)}>
              <Ellipsis className="icon" />
            </Button>
          }
        >
          <MenuItem onSelect={onRotate}>{messages.keys.rotate}…</MenuItem>
          <MenuItem tone="danger" onSelect={onRevoke}>
            {messages.revoke}…
          </MenuItem>
        </Menu>
      )}
    </li>
  )
}
