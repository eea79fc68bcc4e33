import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { Client } from '@modelcontextprotocol/client'
import { runPollux } from '#test/run-pollux.ts'
import { place, untilTrue, type AgentServer, type Place } from '../agents/agent-server.ts'
import { connectStdio } from './connect-stdio.ts'
import { connect, eras, type Era } from './mcp-client.ts'

let home: Place
let server: AgentServer
before(async () => {
  home = await place()
  server = await home.start()
})
after(async () => {
  await server?.[Symbol.asyncDispose]()
  await home?.[Symbol.asyncDispose]()
})

/** Notes what a client is told, and asks to be told it, in the manner of its era. */
async function listen(client: Client, era: Era, uris: string[]) {
  const told: string[] = []
  client.setNotificationHandler('notifications/resources/list_changed', () => void told.push('list'))
  client.setNotificationHandler('notifications/resources/updated', ({ params }) => void told.push(params.uri))
  if (era === '2026-07-28')
    await client.listen({ resourcesListChanged: true, ...(uris.length > 0 && { resourceSubscriptions: uris }) })
  else for (const uri of uris) await client.subscribeResource({ uri })
  return {
    told,
    hears: (what: string, withinMs = 20_000) => untilTrue(`${what} is told`, withinMs, async () => told.includes(what)),
  }
}

/** In another process: what it changes reaches the server through the database alone. */
async function ingest(name: string, text: string, audience: string): Promise<void> {
  await writeFile(join(home.folder, name), text)
  const words = ['ingest', join(home.folder, name), '--audience', audience]
  const { code, stderr } = await runPollux(words, home.env)
  assert.equal(code, 0, stderr)
}

async function addedSource(name: string, audience: string): Promise<string> {
  const text = `# ${name}\n\nWhat ${name} says at first.\n`
  const { body } = await server.http.add({ name: `${name}.md`, text, audience })
  return body.files[0]!.sources[0]!.id
}

for (const era of eras) {
  test(`what is announced is what is told: resources, and neither tools nor prompts [${era}]`, async () => {
    await using client = await connect(server.server, { era, token: server.server.token })
    const { tools, prompts, resources } = client.getServerCapabilities()!
    assert.equal(tools?.listChanged ?? false, false)
    assert.equal(prompts?.listChanged ?? false, false)
    assert.deepEqual(resources, { listChanged: true, subscribe: true })
  })

  test(`a source that another process adds or changes is told of within seconds [${era}]`, async () => {
    await using client = await connect(server.server, { era, token: server.server.token })
    const name = `note-${era}`
    await ingest(`${name}.md`, '# Note\n\nThe ladder leans on the north wall.\n', 'owner')
    const { resources } = await client.listResources()
    const note = resources.find(({ title, uri }) => title === 'Note' && uri.includes('/sources/'))!
    const other = `digitaltwin://sources/${await addedSource(`other-${era}`, 'owner')}`
    const { told, hears } = await listen(client, era, [note.uri, other])
    // What was done just before may still be told.
    await delay(1_000)
    told.length = 0

    await ingest(`${name}.md`, '# Note\n\nThe ladder leans on the south wall.\n', 'owner')
    await hears(note.uri)
    assert.ok(!told.includes('list'), 'the list is the same')
    assert.ok(!told.includes(other), 'the other one is the same')
    const read = await client.readResource({ uri: note.uri }, { cacheMode: 'refresh' })
    assert.match(JSON.stringify(read), /south wall/)

    await ingest(`second-${era}.md`, '# Second note\n\nThe rope is in the cellar.\n', 'owner')
    await hears('list')

    told.length = 0
    await server.http.send('DELETE', `/api/v1/twin/sources/${other.split('/').at(-1)}`, { token: server.server.token })
    await hears(other)
    await hears('list')
  })

  test(`the profile's parts are told of when the profile changes [${era}]`, async () => {
    await using client = await connect(server.server, { era, token: server.server.token })
    const profile = (label: string) => JSON.stringify({ basics: { name: 'Ada Smithers', label } })
    await server.http.add({ name: 'me.json', text: profile(`Guide before ${era}`), audience: 'public' })
    const { hears } = await listen(client, era, ['digitaltwin://personal'])
    await server.http.add({ name: 'me.json', text: profile(`Guide after ${era}`), audience: 'public' })
    await hears('digitaltwin://personal')
  })

  test(`a stranger is told nothing of what is not for strangers, and of what is [${era}]`, async () => {
    await using stranger = await connect(server.server, { era })
    const secret = `digitaltwin://sources/${await addedSource(`secret-${era}`, 'owner')}`
    const run = await server.run('sentiment.analyze_sentiment', { text: 'All is well.' })
    const { told, hears } = await listen(stranger, era, [secret, `digitaltwin://runs/${run.id}`])
    await delay(1_000)
    told.length = 0
    await server.http.add({ name: `secret-${era}.md`, text: '# Secret\n\nChanged.\n', audience: 'owner' })
    await addedSource(`secret-too-${era}`, 'owner')
    await server.run('sentiment.analyze_sentiment', { text: 'All is well.' })
    await delay(1_500)
    assert.deepEqual(told, [])
    await addedSource(`open-${era}`, 'public')
    await hears('list')
    assert.deepEqual([...new Set(told)], ['list'])
  })

  test(`a run is told of when its state changes [${era}]`, async () => {
    await using client = await connect(server.server, { era, token: server.server.token })
    const { structuredContent } = await client.callTool({
      name: 'create_backup',
      arguments: { backup_type: 'config' },
    })
    const { run_id, approval_id, state } = structuredContent as Record<string, string>
    assert.equal(state, 'waiting')
    const uri = `digitaltwin://runs/${run_id}`
    const { told, hears } = await listen(client, era, [uri])
    await delay(1_500)
    assert.ok(!told.includes(uri), 'nothing happened to it yet')
    await server.post(`/api/v1/approvals/${approval_id}/refuse`, { reason: 'Not today.' })
    await hears(uri)
    assert.match(
      JSON.stringify(await client.readResource({ uri }, { cacheMode: 'refresh' })),
      /\\"state\\":\\"cancelled\\"/,
    )
  })

  test(`over stdio as well [${era}]`, async () => {
    await using client = await connectStdio(era, home.env)
    const uri = `digitaltwin://sources/${await addedSource(`stdio-${era}`, 'owner')}`
    const { hears } = await listen(client, era, [uri])
    await server.http.add({ name: `stdio-${era}.md`, text: '# Changed\n\nBy the other process.\n', audience: 'owner' })
    await hears(uri)
    await hears('list') // its title is another one
  })
}

test('who unsubscribes is told no more, and nobody subscribes without end', async () => {
  await using client = await connect(server.server, { era: '2025-11-25', token: server.server.token })
  const id = await addedSource('watched', 'owner')
  const uri = `digitaltwin://sources/${id}`
  const { told, hears } = await listen(client, '2025-11-25', [uri])
  await server.http.add({ name: 'watched.md', text: '# watched\n\nOnce.\n', audience: 'owner' })
  await hears(uri)
  await client.unsubscribeResource({ uri })
  told.length = 0
  await server.http.add({ name: 'watched.md', text: '# watched\n\nTwice.\n', audience: 'owner' })
  await delay(1_500)
  assert.deepEqual(told, [])
  await assert.rejects(client.subscribeResource({ uri: 'file:///etc/passwd' }), /not found/i)
  for (let count = 0; count < 100; count++) await client.subscribeResource({ uri: `${uri}${count}` })
  await assert.rejects(client.subscribeResource({ uri }), /At most 100/)
})
