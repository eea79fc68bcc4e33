import assert from 'node:assert/strict'
import { test } from 'node:test'
import { client } from '#test/client.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer } from '#test/start-server.ts'

test('the title of a source that another process hid or renamed is not suggested', async () => {
  await using server = await startServer({ env: { POLLUX_SAMPLE: 'never' } })
  const http = client(server)
  const add = async (title: string, text: string) => {
    const { body } = await http.add({ name: `${title}.md`, title, text, audience: 'public' })
    return body.files[0]!.sources[0]!.id
  }
  const secret = await add(
    'Merger of the mills',
    'The merger of the mills joins two mills in spring. The mills merge for grain.',
  )
  const other = await add(
    'Harvest plan',
    'The harvest plan says when the barley is cut. The plan of the harvest names July.',
  )
  const suggestions = async () => (await http.ask('Who painted the opera house?')).body.suggestions.join(' | ')

  assert.match(await suggestions(), /Merger of the mills/)
  await runSql(server, 'update sources set audience = 3 where id = $1', [secret])
  assert.doesNotMatch(await suggestions(), /Merger/)
  assert.match(await suggestions(), /Harvest plan/)
  await runSql(server, `update sources set title = 'Harvest of 2031' where id = $1`, [other])
  assert.doesNotMatch(await suggestions(), /Harvest plan/)
})
