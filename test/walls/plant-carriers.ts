import { setTimeout as delay } from 'node:timers/promises'
import { client } from '#test/client.ts'
import type { RunningServer } from '#test/start-server.ts'
import { tokenOf, visitor } from '#test/visitor.ts'
import { connectApp } from '../mcp/oauth-app.ts'

/** Ids of what nobody below the owner may know of. */
export interface Planted {
  readonly hiddenSource: string
  readonly hiddenVersion: string
  readonly expiredSource: string
  readonly deletedSource: string
  /** A source that all may see, and the version of it that they may not. */
  readonly changedSource: string
  readonly oldVersion: string
  readonly closedSource: string
  readonly gap: string
  readonly ticket: number
  readonly run: string
  readonly backupRun: string
  readonly approval: string
  readonly key: string
  readonly shareLink: string
  readonly schedule: string
  readonly conversation: string
  readonly answer: string
  readonly invitation: string
  readonly user: string
  readonly app: string
  readonly job: string
  readonly evaluation: string
  readonly session: string
  readonly experiment: string
}

/** Plants the secrets of `carriers.jsonl`; what needs a source that changes later begins `before` the documents. */
export function plantCarriers(server: RunningServer): { before(): Promise<void>; after(): Promise<Planted> } {
  const http = client(server)
  const { token } = server
  const ids: Record<string, string> = {}

  async function send<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const reply = await http.send<Body>(method, path, { token, ...(body !== undefined && { body }) })
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`)
    return reply.body
  }
  async function add(source: { name: string; text: string } & Record<string, unknown>) {
    const { files } = await send<Awaited<ReturnType<typeof http.add>>['body']>('POST', '/api/v1/twin/sources', source)
    return files[0]!.sources[0]!
  }

  const cat = 'What was the cat of your youth called?'

  async function before(): Promise<void> {
    // Of a twin that knows nothing, so that it is refused.
    await http.ask(cat)
    const expiresAt = new Date(Date.now() + 1_500).toISOString()
    const stall = 'The summer stall sold the bread called Marrowmoon at stall thirteen.'
    ids['expiredSource'] = (await add({ name: 'stall.md', text: stall, audience: 'public', expiresAt })).id
    const pond = 'The old pond was to be filled by the builder Ottokar Plimsoll.'
    ids['deletedSource'] = (await add({ name: 'pond.md', text: pond, audience: 'public' })).id
    const choir = 'Our choir sings under the conductor Ludmilla Ostergrave.'
    ids['closedSource'] = (await add({ name: 'choir.md', text: choir, audience: 'public' })).id
    const boat = await add({
      name: 'boat.md',
      text: 'My boat was called Snakeroot before I painted it.',
      audience: 'owner',
    })
    ids['changedSource'] = boat.id
    ids['oldVersion'] = boat.version
    const hidden = await add({ name: 'quarry.md', text: 'I bought a share of Wrenfield Quarry.', audience: 'owner' })
    ids['hiddenSource'] = hidden.id
    ids['hiddenVersion'] = hidden.version
    // All of them were read while they could be: what a cache kept of them must not stay.
    for (const question of [
      'Which bread did the summer stall sell?',
      'Who was to fill the old pond?',
      'Who conducts your choir?',
    ])
      await http.ask(question)
    await send('DELETE', `/api/v1/twin/sources/${ids['deletedSource']}`)
    await send('PATCH', `/api/v1/twin/sources/${ids['closedSource']}`, { audience: 'owner' })
    await delay(Math.max(0, Date.parse(expiresAt) - Date.now() + 50))
  }

  async function after(): Promise<Planted> {
    const asked = await send<{ id: string; conversationId: string }>('POST', '/api/v1/twin/answers', {
      question: 'Should I sell my share of Wrenfield Quarry to the bishop of Zanzibar?',
    })
    const { questions } = await send<{ questions: { id: string; question: string }[] }>('GET', '/api/v1/twin/inbox')
    const gap = questions.find(({ question }) => question === cat)!.id
    const answer = 'The cat of my youth was called Candlewick.'
    await send('POST', `/api/v1/twin/inbox/${gap}/answer`, { answer, audience: 'owner' })
    const description = 'The printer of the director prints Mossgreen-Fennel on every page.'
    const ticket = await send<{ id: number }>('POST', '/api/v1/tickets', { description })
    const sop = `---\nid: dovecote\ntitle: Restart the Dovecote cluster\ncategory: software\n---\n\n# Restart the Dovecote cluster\n\n1. Wake the Dovecote cluster.\n`
    await add({ name: 'sops/dovecote.md', text: sop, audience: 'owner' })
    const run = await runOf(
      'sentiment.analyze_sentiment',
      { text: 'The Quicksilver-Tapir is a terrible machine.' },
      true,
    )
    const backup = await runOf('backup.create_backup', { backup_type: 'config' })
    // What a key asks for waits for a person.
    const asking = { name: 'asks for a backup', audience: 'colleague', scopes: ['agents:run'] }
    const { secret } = await send<{ secret: string }>('POST', '/api/v1/keys', asking)
    const body = { capability: 'backup.create_backup', input: { backup_type: 'full' } }
    await http.send('POST', '/api/v1/runs', { token: secret, body })
    const { approvals } = await send<{ approvals: { approval: { id: string } }[] }>('GET', '/api/v1/approvals')
    const { key } = await send<{ key: { id: string } }>('POST', '/api/v1/keys', {
      name: 'nightjar-exporter',
      scopes: ['ask'],
    })
    const link = await send<{ id: string }>('POST', '/api/v1/share-links', { name: 'Bellweather Partners' })
    await send('PUT', '/api/v1/schedules/curlew-at-dawn', { cron: '0 2 1 1 *', capability: 'backup.create_backup' })
    const { invitation } = await send<{ invitation: { id: string } }>('POST', '/api/v1/users/invitations', {
      email: 'skylark@example.com',
    })
    const taken = await send<{ url: string }>('POST', '/api/v1/users/invitations', { email: 'plover@example.com' })
    const name = 'Plover Grebe'
    const account = { token: tokenOf(taken.url), name, password: 'three plovers by the water' }
    await http.send('POST', '/api/v1/session/set-up', { body: account })
    const { users } = await send<{ users: { id: string; name: string }[] }>('GET', '/api/v1/users')
    const browser = visitor(server)
    await browser.signIn('plover@example.com', account.password)
    await connectApp(server, browser)
    const { apps } = await send<{ apps: { id: string }[] }>('GET', '/api/v1/connected-apps')
    const { job } = await send<{ job: { id: string } }>('POST', '/api/v1/jobs', {
      text: 'Harrier and Sons hire.\n\nRequirements\n- Falconry\n- PostgreSQL',
    })
    const evaluation = await send<{ id: string }>('POST', '/api/v1/interviews/evaluations', {
      question: 'Why do you leave?',
      kind: 'cultural',
      answer: 'The heronry closed in March.',
    })
    const session = await send<{ id: string }>('POST', '/api/v1/interviews/sessions', { minutes: 5 })
    const experiment = await send<{ id: string }>('POST', '/api/v1/experiments', {
      name: 'Kestrel',
      hypothesis: 'Short answers are liked.',
      metric: 'thumb',
      arms: [{ name: 'detailed' }, { name: 'concise' }],
      audiences: ['colleague'],
    })
    return {
      ...(ids as unknown as Planted),
      gap,
      ticket: ticket.id,
      run,
      backupRun: backup,
      approval: approvals[0]!.approval.id,
      key: key.id,
      shareLink: link.id,
      schedule: 'curlew-at-dawn',
      conversation: asked.conversationId,
      answer: asked.id,
      invitation: invitation.id,
      user: users.find((user) => user.name === name)!.id,
      app: apps[0]!.id,
      job: job.id,
      evaluation: evaluation.id,
      session: session.id,
      experiment: experiment.id,
    }
  }

  async function runOf(capability: string, input: unknown, receipt = false): Promise<string> {
    const body = { capability, input, receipt, waitSeconds: 30 }
    return (await send<{ run: { id: string } }>('POST', '/api/v1/runs', body)).run.id
  }

  return { before, after }
}
