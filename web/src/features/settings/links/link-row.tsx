import { Copy, Ellipsis } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { Menu, MenuItem } from '../../../components/menu.tsx'
import { Tag } from '../../../components/tag.tsx'
import { useTell } from '../../../components/toast.tsx'
import { useMessages } from '../../../messages/catalogue.ts'
import { useFormat } from '../../../messages/format.ts'
import { settingsMessages } from '../../../messages/settings/messages.ts'
import { shellMessages } from '../../../messages/shell/messages.ts'
import { standingOf, standingTones } from '../standing.ts'
import { usePersonName } from '../use-person-name.ts'
import type { ShareLink } from './links-part.tsx'

interface LinkRowProps {
  link: ShareLink
  onOpen: () => void
  onRevoke: () => void
}

/** One share link: for whom, what it shows, how much was asked, and until when. */
export function LinkRow({ link, onOpen, onRevoke }: LinkRowProps) {
  const messages = useMessages(settingsMessages)
  const { audiences } = useMessages(shellMessages)
  const format = useFormat()
  const nameOf = usePersonName()
  const tell = useTell()
  const standing = standingOf(link)

  async function copy() {
    try {
      await navigator.clipboard.writeText(link.url)
      tell({ title: messages.links.copied })
    } catch {
      onOpen() // not allowed here, as without https: there the link can be selected
    }
  }

  return (
    <li className="flex items-start gap-2 px-4 py-3">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-2">
          <h3 className="text-small font-medium">
            <button type="button" className="cursor-pointer rounded text-left hover:underline" onClick={onOpen}>
              {link.name}
            </button>
          </h3>
          <Tag tone={standingTones[standing]}>{messages.states[standing]}</Tag>
          <Tag>{messages.sees(audiences[link.audience])}</Tag>
        </div>
        <p className="mt-1 flex flex-wrap gap-x-3 text-small text-muted">
          <span>{messages.links.questions(link.questions, link.questionLimit)}</span>
          <span>{link.expiresAt === null ? messages.neverExpires : messages.expires(format.date(link.expiresAt))}</span>
          <span>{messages.created(format.date(link.createdAt), nameOf(link.createdBy))}</span>
        </p>
      </div>
      {standing === 'active' && (
        <Button look="quiet" square aria-label={`${messages.links.copy}: ${link.name}`} onClick={() => void copy()}>
          <Copy className="icon" />
        </Button>
      )}
      <Menu
        trigger={
          <Button look="quiet" square aria-label={messages.actionsOf(link.name)}>
            <Ellipsis className="icon" />
          </Button>
        }
      >
        <MenuItem onSelect={onOpen}>{messages.links.open}</MenuItem>
        {standing !== 'revoked' && (
          <MenuItem tone="danger" onSelect={onRevoke}>
            {messages.revoke}…
          </MenuItem>
        )}
      </Menu>
    </li>
  )
}
