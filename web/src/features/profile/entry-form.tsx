import { ArrowDown, ArrowUp, ChevronRight, Trash2 } from 'lucide-react'
import { useId } from 'react'
import { Button } from '../../components/button.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { profileMessages } from '../../messages/profile/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { ProfileField } from './profile-field.tsx'
import { audienceAt, valueAt } from './profile-json.ts'
import type { BlockSpec } from './profile-parts.ts'
import type { ProfileForm } from './use-profile-form.ts'

interface EntryFormProps {
  form: ProfileForm
  block: BlockSpec
  index: number
  count: number
  /** Whether its fields are shown. */
  open: boolean
  onToggle: () => void
  onMove: (to: number) => void
  onRemove: () => void
}

/** One entry of a list: its name, and its fields when it is opened. */
export function EntryForm({ form, block, index, count, open, onToggle, onMove, onRemove }: EntryFormProps) {
  const messages = useMessages(profileMessages)
  const { audiences } = useMessages(shellMessages)
  const id = useId()
  const pointer = `${block.pointer}/${index}`
  const name = nameOf(form, block, pointer) || messages.unnamed
  const time = timeOf(form, pointer, messages.now)
  const audience = audienceAt(form.profile, pointer)
  const wrong = [...form.problems.keys()].some((place) => place.startsWith(`${pointer}/`))

  return (
    <div className={`rounded-lg border bg-surface ${wrong ? 'border-danger' : 'border-line'}`}>
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          className="flex min-h-11 w-full cursor-pointer items-center gap-2 rounded-lg px-3 py-2 text-left hover:bg-hover"
          onClick={onToggle}
        >
          <ChevronRight className={`icon text-muted ${open ? 'rotate-90' : ''}`} />
          <span className="min-w-0 flex-1 text-small font-medium">{name}</span>
          {audience && <span className="text-small text-muted">{audiences[audience]}</span>}
          {time && <span className="shrink-0 text-small text-muted tabular-nums max-sm:hidden">{time}</span>}
        </button>
      </h3>
      <div id={id} hidden={!open} className="border-t border-line p-4">
        {open && (
          <>
            <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
              {block.fields.map((field) => (
                <ProfileField key={field.name} form={form} field={field} parent={pointer} />
              ))}
            </div>
            <div className="mt-4 flex flex-wrap gap-2 border-t border-line pt-4">
              <Button look="quiet" disabled={index === 0} onClick={() => onMove(index - 1)}>
                <ArrowUp className="icon" /> {messages.moveUp}
              </Button>
              <Button look="quiet" disabled={index === count - 1} onClick={() => onMove(index + 1)}>
                <ArrowDown className="icon" /> {messages.moveDown}
              </Button>
              <Button look="quiet" className="ml-auto" onClick={onRemove}>
                <Trash2 className="icon" /> {messages.remove}
              </Button>
            </div>
          </>
        )}
      </div>
    </div>
  )
}

function nameOf({ profile }: ProfileForm, block: BlockSpec, pointer: string): string {
  const parts = (block.list?.calledBy ?? []).flatMap((at) => {
    const value = valueAt(profile, pointer + at)
    return (typeof value === 'string' || typeof value === 'number') && value !== '' ? [String(value)] : []
  })
  return parts.join(' · ')
}

function timeOf({ profile }: ProfileForm, pointer: string, now: string): string {
  const at = (key: string) => String(valueAt(profile, `${pointer}/${key}`) ?? '')
  const start = at('startDate')
  return start === '' ? at('date') || at('releaseDate') : `${start} – ${at('endDate') || now}`
}
