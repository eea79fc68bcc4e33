import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { unpackExtension } from '@anthropic-ai/mcpb'
import type { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { client } from '#test/client.ts'
import { freePort } from '#test/free-port.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { buildBundle } from '../../mcpb/build.ts'
import { version } from '../../src/version.ts'
import { inspect } from './inspect.ts'
import { eras, newClient, type Era } from './mcp-client.ts'

/** The bundle, built, unpacked and started as a client does, against a running server. */
interface Manifest {
  version: string
  server: { mcp_config: { command: string; args: string[]; env: Record<string, string> } }
}

let folder: string
let server: RunningServer
let manifest: Manifest

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pollux-bundle-'))
  const bundle = join(folder, 'pollux.mcpb')
  await buildBundle(bundle)
  assert.ok(await unpackExtension({ mcpbPath: bundle, outputDir: join(folder, 'unpacked'), silent: true }))
  manifest = JSON.parse(await readFile(join(folder, 'unpacked', 'manifest.json'), 'utf8')) as Manifest
  server = await startServer()
})
after(async () => {
  await server?.[Symbol.asyncDispose]()
  if (folder) await rm(folder, { recursive: true, force: true })
})

/** What the client makes of the manifest and of what its user filled in. */
function command(settings: { address: string; key?: string }) {
  const { command: program, args, env } = manifest.server.mcp_config
  const filled = (text: string) =>
    text
      .replace('${__dirname}', join(folder, 'unpacked'))
      .replace('${user_config.address}', settings.address)
      .replace('${user_config.key}', settings.key ?? '${user_config.key}')
  return {
    command: program === 'node' ? process.execPath : program,
    args: args.map(filled),
    env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filled(value)])),
  }
}

async function start(era: Era, settings: { address: string; key?: string }): Promise<Client & AsyncDisposable> {
  const made = newClient({ era })
  await made.connect(new StdioClientTransport({ ...command(settings), stderr: 'pipe' }))
  return Object.assign(made, { [Symbol.asyncDispose]: () => made.close() })
}

const question = { name: 'ask_twin', arguments: { question: 'Where do you work today?' } }

test('the manifest has the version of the product', () => assert.equal(manifest.version, version))

for (const era of eras)
  test(`it is the server's /mcp: the same tools as the key has over HTTP, resources, prompts, an answer [${era}]`, async () => {
    await using owned = await start(era, { address: server.url, key: server.token })
    await using anyone = await start(era, { address: `${server.url}/` })
    const [all, open] = await Promise.all([owned.listTools(), anyone.listTools()])
    assert.ok(all.tools.length > open.tools.length, 'the key opens more')
    const answered = await anyone.callTool(question)
    assert.match(JSON.stringify(answered.structuredContent), /"citations":\[\{/)
    assert.ok((await owned.listResources()).resources.length > 0)
    assert.ok((await owned.listPrompts()).prompts.length > 0)
    await assert.rejects(anyone.callTool({ name: 'list_tickets', arguments: {} }), /This needs a key/)
  })

test("the inspector's command line lists and calls through it", async () => {
  const { command: program, args, env } = command({ address: server.url })
  const through = [program, ...args, ...Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`])]
  const { tools } = (await inspect([...through, '--method', 'tools/list'])) as { tools: { name: string }[] }
  assert.ok(tools.some(({ name }) => name === 'ask_twin'))
  const called = await inspect([
    ...through,
    '--method',
    'tools/call',
    '--tool-name',
    'ask_twin',
    '--tool-arg',
    `question=${question.arguments.question}`,
  ])
  assert.match(JSON.stringify(called), /citations/)
})

test('a wrong key and an absent server are told in words, and the program lives on', async () => {
  await assert.rejects(start('2025-11-25', { address: server.url, key: 'pollux_wrong' }), /does not take this key/)
  const nobody = `http://127.0.0.1:${await freePort()}`
  await assert.rejects(start('2025-11-25', { address: nobody }), /cannot be reached at .*Does it run/)
})

test('a server that was started again is gone on with, by keys that still hold', async () => {
  const port = String(await freePort())
  const dataDir = await mkdtemp(join(tmpdir(), 'pollux-again-'))
  const env = { PORT: port, POLLUX_OWNER_TOKEN: server.token }
  try {
    await using first = await startServer({ dataDir, env })
    const { body } = await client(first).send<{ secret: string }>('POST', '/api/v1/keys', {
      token: server.token,
      body: { name: 'desktop', audience: 'public', scopes: ['ask'] },
    })
    assert.ok(body.secret, JSON.stringify(body))
    await using connected = await start('2025-11-25', { address: first.url, key: body.secret })
    const before = await connected.callTool(question)
    const { databaseUrl } = first
    await first.stop()
    await assert.rejects(connected.callTool(question), /cannot be reached/)
    await using second = await startServer({
      dataDir,
      env: { ...env, ...(databaseUrl && { DATABASE_URL: databaseUrl }) },
    })
    assert.ok(second.url)
    const again = await connected.callTool(question)
    assert.deepEqual(
      (again.structuredContent as { sentences: unknown }).sentences,
      (before.structuredContent as { sentences: unknown }).sentences,
    )
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})
