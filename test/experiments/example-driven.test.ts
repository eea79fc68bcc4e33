import assert from 'node:assert/strict'
import { test } from 'node:test'
import { client } from '#test/client.ts'
import { startServer } from '#test/start-server.ts'

const general = [
  'I look after the cranes of the harbour.',
  'I keep the cranes of the harbour in good order.',
  'I know the cranes of the harbour very well.',
  'I like the cranes of the harbour.',
  'I teach others about the cranes of the harbour.',
]
const case_ = 'I repaired 14 of the cranes in 2019, after the storm.'

test('an example-driven answer brings the concrete case that others leave out', async () => {
  await using server = await startServer({ env: { POLLUX_SAMPLE: 'never' } })
  const http = client(server)
  await http.add({ name: 'harbour.md', text: `# Harbour\n\n${[...general, case_].join(' ')}\n`, audience: 'public' })
  const textOf = async (strategy: string) =>
    (await http.ask('What do you do with the cranes of the harbour?', { strategy })).body.sentences.map(
      ({ text }) => text,
    )
  const short = await textOf('concise')
  const example = await textOf('example-driven')
  assert.ok(short.length > 0 && !short.includes(case_), JSON.stringify(short))
  assert.ok(example.includes(case_), JSON.stringify(example))
  assert.ok(
    short.some((text) => example.includes(text)),
    'and answers the question',
  )
})
