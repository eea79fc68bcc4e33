import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Download, Upload } from 'lucide-react'
import { useEffect, useState } from 'react'
import { call } from '../api/call.ts'
import { queryOf } from '../api/query.ts'
import { RequestError } from '../api/request-error.ts'
import type { ResumeDraft } from '../api/resume.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Empty } from '../components/empty.tsx'
import { Loaded } from '../components/loaded.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Tabs } from '../components/tabs.tsx'
import { useTell } from '../components/toast.tsx'
import { useSubmit } from '../components/use-submit.ts'
import { WholeAudience } from '../features/profile/audience-select.tsx'
import { BringResume } from '../features/profile/bring-resume.tsx'
import { CompletenessPanel } from '../features/profile/completeness-panel.tsx'
import { ConflictNotice } from '../features/profile/conflict-notice.tsx'
import { downloadProfile } from '../features/profile/download-profile.ts'
import { ProfileBlock } from '../features/profile/profile-block.tsx'
import { readyToSave, withPrivatePlaces } from '../features/profile/profile-json.ts'
import { partNames, parts } from '../features/profile/profile-parts.ts'
import { SampleNotice } from '../features/profile/sample-notice.tsx'
import { SaveBar } from '../features/profile/save-bar.tsx'
import { useProfileForm, type EditedProfile } from '../features/profile/use-profile-form.ts'
import { useMessages } from '../messages/catalogue.ts'
import { profileMessages } from '../messages/profile/messages.ts'

const profileQuery = queryOf('GET /api/v1/twin/profile')

/** The page at `/profile`: the owner's profile in forms, with what to add next. */
export function ProfilePage() {
  const messages = useMessages(profileMessages)
  const query = useQuery({ ...profileQuery, staleTime: 0, refetchOnWindowFocus: true })
  if (query.data) return <ProfileEditor saved={query.data} />
  return (
    <Page title={messages.title} about={messages.about}>
      <Loaded query={query}>{() => null}</Loaded>
    </Page>
  )
}

function ProfileEditor({ saved }: { saved: EditedProfile }) {
  const messages = useMessages(profileMessages)
  const queries = useQueryClient()
  const tell = useTell()
  const navigate = useNavigate()
  const search = useSearch({ from: '/app/profile' })
  const part = partNames.find((name) => name === search.part) ?? 'about'
  const { at } = search
  const submit = useSubmit()
  const problems = problemsOf(submit.error)
  const form = useProfileForm(saved, problems)
  const [importing, setImporting] = useState(false)

  useShowPlace(at)

  async function save() {
    if (form.conflict) return
    const sent = form.profile
    let overtaken = false
    const worked = await submit.run(async () => {
      try {
        const body = { profile: readyToSave(sent), version: form.version }
        const next = await call('PUT /api/v1/twin/profile', { body })
        form.wasSaved(sent, next)
        queries.setQueryData(profileQuery.queryKey, next)
      } catch (error) {
        // Somebody was quicker: what they saved is loaded, and the form shows both.
        if (!(error instanceof RequestError && error.status === 409)) throw error
        overtaken = true
        await queries.refetchQueries({ queryKey: profileQuery.queryKey })
      }
    })
    if (!worked || overtaken) return
    tell({ title: messages.saved })
    await queries.invalidateQueries({ queryKey: ['twin'], refetchType: 'none' })
  }

  function use({ profile, fields }: ResumeDraft) {
    setImporting(false)
    const lines = Object.fromEntries(fields.map(({ pointer, line }) => [pointer, line]))
    const before = form.current()
    form.fill(withPrivatePlaces(profile), lines)
    tell({ title: messages.bring.used, undo: () => form.restore(before) })
  }

  useSaveKey(form.changed, () => void save())

  if (saved.profile === null && !form.changed)
    return (
      <Page title={messages.title} about={messages.about} width="narrow">
        <Empty
          title={messages.start.title}
          action={
            <div className="flex flex-wrap justify-center gap-2">
              <Button onClick={() => form.set({ basics: {} })}>{messages.start.byHand}</Button>
              <Link to="/welcome" className="self-center px-2 text-small font-medium text-accent underline">
                {messages.start.guide}
              </Link>
            </div>
          }
        >
          {saved.sampleSources > 0 ? messages.start.sample : messages.start.empty}
        </Empty>
        <div className="pt-6">
          <BringResume onUse={use} replaces={false} />
        </div>
      </Page>
    )

  return (
    <Page
      title={messages.title}
      about={messages.about}
      actions={
        <>
          <Button onClick={() => setImporting(true)}>
            <Upload className="icon" /> {messages.importIt}
          </Button>
          <Button onClick={() => downloadProfile(readyToSave(form.profile))}>
            <Download className="icon" /> {messages.exportIt}
          </Button>
        </>
      }
    >
      {form.conflict && <ConflictNotice form={form} conflict={form.conflict} />}
      {saved.profile !== null && saved.sampleSources > 0 && <SampleNotice sources={saved.sampleSources} />}
      {saved.origin?.startsWith('file:') && (
        <div className="pb-6">
          <Notice title={messages.fromFile.title}>{messages.fromFile.about(saved.origin.slice('file:'.length))}</Notice>
        </div>
      )}
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <aside className="flex flex-col lg:order-2" aria-label={messages.completeness.title}>
          {saved.profile !== null && <CompletenessPanel completeness={saved.completeness} />}
          <WholeAudience form={form} saved={saved} />
        </aside>
        <div className="min-w-0">
          <Tabs
            label={messages.title}
            value={part}
            onChange={(next) => void navigate({ to: '/profile', search: next === 'about' ? {} : { part: next } })}
            tabs={partNames.map((value) => ({ value, label: messages.parts[value] }))}
          >
            {parts[part].map((block) => (
              <ProfileBlock key={block.name} form={form} block={block} at={at} />
            ))}
          </Tabs>
          {form.changed && <SaveBar form={form} submit={submit} onSave={() => void save()} />}
        </div>
      </div>
      {importing && (
        <Dialog title={messages.bring.title} onClose={() => setImporting(false)} wide>
          <p className="pb-4 text-small text-muted">{messages.bring.about}</p>
          <BringResume onUse={use} replaces />
        </Dialog>
      )}
    </Page>
  )
}

function problemsOf(error: unknown): ReadonlyMap<string, string> {
  const details = error instanceof RequestError ? error.details : []
  return new Map(details.filter(({ path }) => path.startsWith('/')).map(({ path, message }) => [path, message]))
}

/** Ctrl-S and Cmd-S save what is changed. */
function useSaveKey(changed: boolean, save: () => void): void {
  useEffect(() => {
    if (!changed) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      save()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })
}

/** Goes to the place that the address names: its field, or the button that adds to its list. */
function useShowPlace(at: string | undefined): void {
  useEffect(() => {
    if (at === undefined) return
    const fields = [...document.querySelectorAll<HTMLElement>('[data-pointer]')]
    const place = (element: HTMLElement) => element.dataset['pointer'] ?? ''
    const field =
      fields.find((element) => place(element) === at) ?? fields.find((element) => place(element).startsWith(`${at}/`))
    field?.scrollIntoView({ block: 'center' })
    field?.focus({ preventScroll: true })
  }, [at])
}
