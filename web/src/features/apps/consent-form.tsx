import { useId, useState } from 'react'
import type { FormEvent } from 'react'
import { decide, type ConsentRequest, type Decision } from '../../api/apps.ts'
import { Button } from '../../components/button.tsx'
import { FormFailure } from '../../components/form-failure.tsx'
import { Notice } from '../../components/notice.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { accountMessages } from '../../messages/account/messages.ts'
import { accessMessages } from '../../messages/access/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { scopeName } from '../access/scope-name.ts'

/** What an app may do and see, and the two answers. What changes something is only given by who ticks it. */
export function ConsentForm({ request, asked }: { request: string; asked: ConsentRequest }) {
  const [ticked, setTicked] = useState(() =>
    asked.scopes.filter(({ changes, given }) => given || !changes).map(({ scope }) => scope),
  )
  // What is private is shown to an app only when its person says so.
  const [audience, setAudience] = useState<ConsentRequest['audiences'][number]>(
    asked.audiences.findLast((level) => level !== 'owner')!,
  )
  const access = useMessages(accessMessages)
  const { consent: messages } = useMessages(accountMessages)
  const [gone, setGone] = useState(false)
  const { busy, failure, run } = useSubmit()
  const select = useId()
  const nothing = !ticked.some((scope) => scope !== 'offline_access')

  const answer = (decision: Decision) =>
    void run(async () => {
      const { url } = await decide(request, decision)
      setGone(true)
      location.assign(url)
    })

  function allow(event: FormEvent) {
    event.preventDefault()
    if (!nothing) answer({ allow: true, scopes: ticked, audience })
  }

  if (gone)
    return (
      <div role="status">
        <Notice title={messages.gone}>{messages.goneAbout}</Notice>
      </div>
    )
  return (
    <form className="flex flex-col gap-6" onSubmit={allow}>
      <FormFailure message={failure} />
      <fieldset>
        <legend className="mb-2 text-small font-medium">{messages.may}</legend>
        <div className="divide-y divide-line rounded-lg border border-line bg-surface">
          {asked.scopes.map(({ scope, title, changes }) => (
            <label
              key={scope}
              className="flex min-h-11 cursor-pointer items-center gap-3 px-4 py-2 text-small hover:bg-hover"
            >
              <input
                type="checkbox"
                className="size-4 shrink-0 accent-accent"
                checked={ticked.includes(scope)}
                onChange={({ target }) =>
                  setTicked(target.checked ? [...ticked, scope] : ticked.filter((other) => other !== scope))
                }
              />
              <span>
                {scopeName(access, scope, title)}
                {changes && <span className="ml-2 text-danger">{messages.changes}</span>}
              </span>
            </label>
          ))}
        </div>
        {nothing && (
          <p role="alert" className="mt-2 text-small text-danger">
            {messages.nothing}
          </p>
        )}
      </fieldset>
      <div>
        <label htmlFor={select} className="mb-1 block text-small font-medium">
          {messages.sees}
        </label>
        <select
          id={select}
          value={audience}
          className="min-h-10 w-full cursor-pointer rounded-lg border border-edge bg-surface px-2 text-small pointer-coarse:min-h-11"
          onChange={(event) => setAudience(event.target.value as typeof audience)}
        >
          {asked.audiences.map((level) => (
            <option key={level} value={level}>
              {access.audiences[level]}
            </option>
          ))}
        </select>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" aria-disabled={busy || nothing}>
          {messages.allow}
        </Button>
        <Button aria-disabled={busy} onClick={() => answer({ allow: false })}>
          {messages.refuse}
        </Button>
      </div>
    </form>
  )
}
