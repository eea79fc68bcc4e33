import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { client } from '#test/client.ts'
import { productEntry } from '#test/product-entry.ts'
import { serverEnvironment } from '#test/server-environment.ts'
import { startServer } from '#test/start-server.ts'

const kills = process.env['POLLUX_LONG'] ? 20 : 6
const files = 40
const paragraphs = 12

/** Each document says its own generation in every paragraph, so that a mixture of two would show. */
function documentText(file: number, generation: number): string {
  return Array.from(
    { length: paragraphs },
    (_, part) =>
      `## Part ${part}\n\nMarker f${file}p${part} belongs to generation g${generation}. ${`Filler about topic ${part} of file ${file}. `.repeat(30)}`,
  ).join('\n\n')
}

test(`killed ${kills} times while ingesting, the twin never shows half a source`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pollux-kill-'))
  try {
    await using server = await startServer({ env: { POLLUX_SAMPLE: 'never' } })
    const http = client(server)
    const documents = join(folder, 'documents')
    await mkdir(documents)
    let interrupted = 0
    for (let round = 0; round < kills; round++) {
      for (let file = 0; file < files; file++)
        await writeFile(join(documents, `f${file}.md`), documentText(file, round))
      const child = spawn(process.execPath, [productEntry, 'ingest', documents, '--audience', 'public', '--json'], {
        env: {
          ...serverEnvironment(),
          DATA_DIR: server.dataDir,
          ...(server.databaseUrl && { DATABASE_URL: server.databaseUrl }),
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      // Kill after some files of this round were reported, at another point each time.
      let reported = 0
      child.stdout.on('data', (chunk: Buffer) => {
        reported += chunk.toString().split('\n').length - 1
        if (reported > round * 2) void delay(round * 3).then(() => child.kill('SIGKILL'))
      })
      const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
      if (signal === 'SIGKILL') interrupted++
      const { body } = await http.get<{ sources: { id: string; passages: number }[] }>(
        '/api/v1/twin/sources',
        server.token,
      )
      assert.ok(body.sources.length <= files)
      for (const { id, passages } of body.sources) {
        const text = (await http.get<{ text: string }>(`/api/v1/twin/sources/${id}`)).body.text
        const generations = new Set([...text.matchAll(/generation (g\d+)/g)].map((match) => match[1]))
        assert.equal(generations.size, 1, `a source mixes ${[...generations].join(' and ')}`)
        assert.equal(passages, paragraphs, 'a source has its passages or is not there')
      }
    }
    assert.ok(interrupted > 0, 'no ingestion was interrupted, so the test proved nothing')

    const whole = spawn(process.execPath, [productEntry, 'ingest', documents, '--audience', 'public'], {
      env: {
        ...serverEnvironment(),
        DATA_DIR: server.dataDir,
        ...(server.databaseUrl && { DATABASE_URL: server.databaseUrl }),
      },
      stdio: 'ignore',
    })
    assert.deepEqual(await once(whole, 'exit'), [0, null])
    const answer = (await http.ask('Which generation does marker f7p3 belong to?')).body
    assert.match(answer.sentences[0]?.text ?? '(refused)', new RegExp(`f7p3 belongs to generation g${kills - 1}`))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
