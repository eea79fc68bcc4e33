import { Plus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { useTell } from '../../components/toast.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { profileMessages } from '../../messages/profile/messages.ts'
import { AudienceSelect } from './audience-select.tsx'
import { EntryForm } from './entry-form.tsx'
import { ProfileField } from './profile-field.tsx'
import { saysSomething, valueAt, withEntryBack, withEntryMoved, withoutEntry, withValue } from './profile-json.ts'
import type { BlockSpec } from './profile-parts.ts'
import type { ProfileForm } from './use-profile-form.ts'

interface ProfileBlockProps {
  form: ProfileForm
  block: BlockSpec
  /** The place that was asked for by the address. */
  at: string | undefined
}

/** A titled part of the form: the fields of one object, or a list of entries. */
export function ProfileBlock({ form, block, at }: ProfileBlockProps) {
  const messages = useMessages(profileMessages)
  const { name, pointer, fields, list } = block
  const title = messages.blocks[name]
  const about = messages.blockAbout[name]
  const value = valueAt(form.profile, pointer)
  return (
    <section aria-labelledby={`block-${name}`} className="border-t border-line py-6 first:border-t-0 first:pt-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pb-3">
        <h2 id={`block-${name}`} className="min-w-40 flex-1 text-large font-semibold tracking-tight">
          {title}
        </h2>
        {saysSomething(value) && <AudienceSelect form={form} pointer={pointer} what={title} />}
      </div>
      {about && <p className="max-w-[40rem] pb-4 text-small text-muted">{about}</p>}
      {list ? (
        <Entries form={form} block={block} title={title} at={at} />
      ) : (
        <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
          {fields.map((field) => (
            <ProfileField key={field.name} form={form} field={field} parent={pointer} />
          ))}
        </div>
      )}
    </section>
  )
}

function Entries({ form, block, title, at }: ProfileBlockProps & { title: string }) {
  const messages = useMessages(profileMessages)
  const { pointer } = block
  const tell = useTell()
  const value = valueAt(form.profile, pointer)
  const count = Array.isArray(value) ? value.length : 0
  const wanted =
    at !== undefined && at.startsWith(`${pointer}/`) ? Number(at.slice(pointer.length + 1).split('/')[0]) : -1
  const [open, setOpen] = useState<readonly number[]>(wanted >= 0 ? [wanted] : [])
  const [seen, setSeen] = useState(at)
  if (at !== seen) {
    setSeen(at)
    if (wanted >= 0) setOpen([...open, wanted])
  }
  const list = useRef<HTMLOListElement>(null)
  const [added, setAdded] = useState(-1)

  useEffect(() => {
    // A new entry is written at once.
    if (added >= 0) list.current?.children[added]?.querySelector<HTMLElement>('input, textarea')?.focus()
  }, [added])

  function add() {
    setOpen([...open, count])
    setAdded(count)
    form.set(withValue(form.profile, `${pointer}/${count}`, {}))
  }

  function move(from: number, to: number) {
    const swapped = (index: number) => (index === from ? to : index === to ? from : index)
    setOpen(open.map(swapped))
    form.set(withEntryMoved(form.profile, pointer, from, to))
  }

  function remove(index: number) {
    const [before, openBefore] = [form.profile, open]
    setOpen(open.filter((one) => one !== index).map((one) => (one > index ? one - 1 : one)))
    setAdded(-1)
    form.set(withoutEntry(before, pointer, index))
    tell({
      title: messages.removed,
      undo() {
        setOpen(openBefore)
        form.edit((profile) => withEntryBack(profile, pointer, index, before))
      },
    })
  }

  return (
    <>
      {count === 0 ? (
        <p className="pb-3 text-small text-muted">{messages.nothingYet}</p>
      ) : (
        <ol ref={list} className="mb-3 flex flex-col gap-2">
          {Array.from({ length: count }, (_, index) => (
            <li key={index}>
              <EntryForm
                form={form}
                block={block}
                index={index}
                count={count}
                open={open.includes(index)}
                onToggle={() => setOpen(open.includes(index) ? open.filter((one) => one !== index) : [...open, index])}
                onMove={(to) => move(index, to)}
                onRemove={() => remove(index)}
              />
            </li>
          ))}
        </ol>
      )}
      <Button data-pointer={pointer} onClick={add}>
        <Plus className="icon" /> {messages.add(title)}
      </Button>
    </>
  )
}
