import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { Keyboard, LogOut, MessageSquare } from 'lucide-react'
import { useState } from 'react'
import type { Session } from '../../api/session.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { Palette } from './palette-dialog.tsx'
import { pagesFor } from './pages.ts'
import { useLeaveHere } from './use-leave-here.ts'

interface CommandPaletteProps {
  session: Session
  onClose: () => void
  onShortcuts: () => void
}

/** Everything by its name: a page, an action, or a question to the twin. */
export function CommandPalette({ session, onClose, onShortcuts }: CommandPaletteProps) {
  const messages = useMessages(shellMessages)
  const { palette, pages, signOut } = messages
  const navigate = useNavigate()
  const leave = useLeaveHere()
  const [text, setText] = useState('')

  function then(work: () => void) {
    return () => {
      onClose()
      work()
    }
  }

  return (
    <Palette label={palette.title} onClose={onClose}>
      <Command label={palette.title} loop>
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder={palette.placeholder}
          className="w-full border-b border-line bg-transparent px-4 py-3 text-base outline-none"
        />
        <Command.List className="max-h-[24rem] overflow-y-auto p-2">
          {pagesFor(session.scopes).map((group) => (
            <Command.Group key={group.name} heading={messages.groups[group.name]} className="palette-group">
              {group.pages.map(({ name, path, icon: Icon }) => (
                <Command.Item key={name} className="menu-item" onSelect={then(() => void navigate({ to: path }))}>
                  <Icon className="icon text-muted" /> {pages[name]}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
          <Command.Group heading={palette.actions} className="palette-group">
            <Command.Item className="menu-item" onSelect={then(onShortcuts)}>
              <Keyboard className="icon text-muted" /> {palette.shortcuts}
            </Command.Item>
            <Command.Item className="menu-item" onSelect={then(() => void leave())}>
              <LogOut className="icon text-muted" /> {signOut}
            </Command.Item>
          </Command.Group>
          <Command.Group heading={palette.question} forceMount className="palette-group">
            <Command.Item
              forceMount
              value="ask-the-twin"
              className="menu-item"
              onSelect={then(() => void navigate({ to: '/', search: text.trim() === '' ? {} : { q: text.trim() } }))}
            >
              <MessageSquare className="icon text-muted" /> {palette.ask(text.trim())}
            </Command.Item>
          </Command.Group>
        </Command.List>
      </Command>
    </Palette>
  )
}
