import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import OpenAI from 'openai'
import { runPollux } from '#test/run-pollux.ts'
import { serverEnvironment } from '#test/server-environment.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { inspect } from '../mcp/inspect.ts'
import { newClient } from '../mcp/mcp-client.ts'

/** What `pollux connect` prints is not only read here: each client's configuration is used against a running server. */
let server: RunningServer
let folder: string
before(async () => {
  server = await startServer()
  folder = await mkdtemp(join(tmpdir(), 'pollux-connect-'))
})
after(async () => {
  await server?.[Symbol.asyncDispose]()
  if (folder) await rm(folder, { recursive: true, force: true })
})

const connect = (...words: string[]) =>
  runPollux(['connect', ...words], {
    DATA_DIR: server.dataDir,
    DATABASE_URL: server.databaseUrl,
    PORT: new URL(server.url).port,
  })

interface HttpEntry {
  type?: string
  url: string
  headers: Record<string, string>
}
interface StdioEntry {
  type?: string
  command: string
  args: string[]
}

async function printed<Entry>(...words: string[]): Promise<{ entry: Entry; stderr: string; stdout: string }> {
  const { code, stdout, stderr } = await connect(...words)
  assert.equal(code, 0, stderr)
  const config = JSON.parse(stdout) as Record<string, Record<string, Entry>>
  const entry = (config['servers'] ?? config['mcpServers'])?.['pollux']
  assert.ok(entry)
  return { entry, stderr, stdout }
}

const keyIn = (text: string) => /^ {2}(plx_key_[\w-]+)$/m.exec(text)?.[1] ?? assert.fail(text)

for (const [client, placeholder] of [
  ['vscode', '${input:pollux-key}'],
  ['claude-code', '${POLLUX_TOKEN}'],
  ['cursor', '${env:POLLUX_TOKEN}'],
] as const)
  test(`${client}: address and header work with the key that was made, which no file holds`, async () => {
    const { entry, stderr, stdout } = await printed<HttpEntry>(client, '--key', `my ${client}`)
    const key = keyIn(stderr)
    assert.ok(!stdout.includes(key))
    assert.equal(entry.url, `${server.url}/mcp`)
    assert.equal(entry.headers['Authorization'], `Bearer ${placeholder}`)
    await using connected = Object.assign(newClient({ era: '2026-07-28' }), {
      [Symbol.asyncDispose]: () => connected.close(),
    })
    const headers = { Authorization: entry.headers['Authorization']!.replace(placeholder, key) }
    await connected.connect(new StreamableHTTPClientTransport(new URL(entry.url), { requestInit: { headers } }))
    const names = (await connected.listTools()).tools.map(({ name }) => name)
    for (const name of ['ask_twin', 'create_ticket', 'list_runs']) assert.ok(names.includes(name), name)
    assert.ok(!names.includes('answer_question'), 'no more than it needs')
  })

test('vscode asks for the key as a password', async () => {
  const { stdout } = await connect('vscode')
  const { inputs } = JSON.parse(stdout) as { inputs: unknown }
  assert.deepEqual(inputs, [{ id: 'pollux-key', type: 'promptString', description: 'Key for Pollux', password: true }])
})

for (const client of ['vscode', 'claude-code', 'cursor', 'claude-desktop'])
  test(`${client} --stdio: the command is started and has the owner's tools`, async () => {
    const { entry } = await printed<StdioEntry>(client, '--stdio')
    await using connected = Object.assign(newClient({ era: '2025-11-25' }), {
      [Symbol.asyncDispose]: () => connected.close(),
    })
    const env = { ...serverEnvironment(), ...(server.databaseUrl && { DATABASE_URL: server.databaseUrl }) }
    await connected.connect(
      new StdioClientTransport({ command: entry.command, args: entry.args, env, stderr: 'pipe' }),
      {
        timeout: 60_000,
      },
    )
    assert.ok((await connected.listTools()).tools.some(({ name }) => name === 'answer_question'))
  })

test("the inspector's command line takes a written file", async () => {
  const project = join(folder, 'inspected')
  const written = await connect('claude-code', '--write', project)
  assert.equal(written.code, 0, written.stderr)
  const file = join(project, '.mcp.json')
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace('${POLLUX_TOKEN}', server.token))
  const { tools } = (await inspect(['--config', file, '--server', 'pollux', '--method', 'tools/list'])) as {
    tools: { name: string }[]
  }
  assert.ok(tools.some(({ name }) => name === 'ask_twin'))
})

test('openai: the two lines are enough for the official client', async () => {
  const { code, stdout, stderr } = await connect('openai', '--key', 'an app', '--audience', 'public')
  assert.equal(code, 0, stderr)
  const lines = Object.fromEntries(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/=(.*)/, 2) as [string, string]),
  )
  const api = new OpenAI({ baseURL: lines['OPENAI_BASE_URL'], apiKey: lines['OPENAI_API_KEY'] })
  const { choices } = await api.chat.completions.create({
    model: 'pollux',
    messages: [{ role: 'user', content: 'Where do you work today?' }],
  })
  assert.ok(choices[0]?.message.content)
})

test('claude, chatgpt and claude-desktop: the steps name the address, and what cannot work is said', async () => {
  for (const client of ['claude', 'chatgpt']) {
    const { stdout, stderr } = await connect(client, '--url', 'https://twin.example.com/')
    assert.match(stdout, /https:\/\/twin\.example\.com\/mcp\/me$/m)
    assert.doesNotMatch(stderr, /reaches only https/)
    assert.match((await connect(client)).stderr, /reaches only https addresses, not http:\/\/127\.0\.0\.1/)
    assert.match((await connect(client, '--key', 'x')).stderr, /signs in by OAuth/)
  }
  assert.match((await connect('claude-desktop')).stdout, new RegExp(`Address of Pollux: ${server.url}\n`))
})

test('a wrong word costs nothing: no key is made', async () => {
  for (const words of [
    ['vscode', '--stdio', '--key', 'never'],
    ['chatgpt', '--key', 'never'],
    ['chatgpt', '--write', folder],
    ['openai', '--stdio'],
    ['openai', '--write', folder, '--key', 'never'],
  ]) {
    const { code, stderr } = await connect(...words)
    assert.equal(code, 1, words.join(' '))
    assert.match(stderr, /Leave out|leave out/)
  }
  for (const words of [['emacs'], ['vscode', '--url', 'twin'], ['vscode', '--url', 'https://a@b.example/?x']])
    assert.equal((await connect(...words)).code, 2, words.join(' '))
  const { stdout } = await runPollux(['keys'], { DATA_DIR: server.dataDir, DATABASE_URL: server.databaseUrl })
  assert.doesNotMatch(stdout, /never$/m)
})

test('--write puts our entry beside those of others, and says what it replaced', async () => {
  const project = join(folder, 'merged')
  const file = join(project, '.vscode', 'mcp.json')
  const others = {
    inputs: [{ id: 'other', type: 'promptString' }],
    servers: { other: { command: 'x' }, pollux: { type: 'http', url: 'https://old.example/mcp' } },
    more: [1, 2],
  }
  await mkdir(join(project, '.vscode'), { recursive: true })
  await writeFile(join(project, 'real.json'), `${JSON.stringify(others, undefined, '\t')}\n`, { mode: 0o600 })
  await symlink('../real.json', file)
  const first = await connect('vscode', '--write', project)
  assert.equal(first.code, 0, first.stderr)
  assert.match(first.stdout, /^replaced: .*mcp\.json\n$/)
  assert.match(first.stderr, /It said before: .*old\.example/)
  const text = await readFile(join(project, 'real.json'), 'utf8')
  const merged = JSON.parse(text) as typeof others
  assert.deepEqual(merged.servers.other, others.servers.other)
  assert.deepEqual(merged.more, others.more)
  assert.deepEqual(
    merged.inputs.map(({ id }) => id),
    ['other', 'pollux-key'],
  )
  assert.equal(merged.servers.pollux.url, `${server.url}/mcp`)
  assert.match(text, /^\t"inputs"/m, 'its indent is kept')
  assert.equal((await stat(join(project, 'real.json'))).mode & 0o777, 0o600, 'and its mode')
  assert.match((await connect('vscode', '--write', project)).stdout, /^unchanged:/)
  assert.deepEqual((await readdir(project)).sort(), ['.vscode', 'real.json'], 'nothing is left beside it')
})

test('a file that cannot be merged is refused and stays as it was', async () => {
  const project = join(folder, 'refused')
  const file = join(project, '.mcp.json')
  await mkdir(project, { recursive: true })
  for (const text of ['{ // mine\n "mcpServers": {} }', '[]', '{"mcpServers": []}', '{"mcpServers": {}', 'null']) {
    await writeFile(file, text)
    const { code, stderr } = await connect('claude-code', '--write', project, '--key', 'never')
    assert.equal(code, 1, text)
    assert.match(stderr, /nothing was changed/)
    assert.equal(await readFile(file, 'utf8'), text)
  }
  await rm(file)
  await mkdir(file)
  assert.match((await connect('claude-code', '--write', project)).stderr, /cannot be read/)
})
