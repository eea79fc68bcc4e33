import { freePort } from '#test/free-port.ts'
import { syntheticCorpus } from '../support/corpus.ts'
import { startMeasuredServer, temporaryFolder } from '../support/product.ts'

const token = 'bench-owner-token-0123456789abcdefghij'
const passagesPerDocument = 100

/** Time of an extractive answer over HTTP, one client, in milliseconds, at a number of passages. */
export async function latency(passages: number, questions = 400) {
  await using folder = await temporaryFolder()
  await using server = await startMeasuredServer({
    dataDir: folder.path,
    port: await freePort(),
    environment: { POLLUX_SAMPLE: 'never', POLLUX_OWNER_TOKEN: token },
  })
  const corpus = syntheticCorpus(1)
  const ingestStarted = performance.now()
  for (let index = 0; index < passages / passagesPerDocument; index++) {
    const body = {
      name: `document-${index}.md`,
      title: `Document ${index}`,
      audience: 'public',
      language: 'en',
      text: corpus.document(index, passagesPerDocument),
    }
    const reply = await fetch(`${server.url}/api/v1/twin/sources`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
    if (reply.status !== 200) throw new Error(await reply.text())
    await reply.arrayBuffer()
  }
  const ingestSeconds = (performance.now() - ingestStarted) / 1000
  const times: number[] = []
  for (let index = 0; index < questions + 50; index++) {
    const started = performance.now()
    const reply = await fetch(`${server.url}/api/v1/twin/answers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: corpus.question(index), language: 'en' }),
    })
    await reply.json()
    if (index >= 50) times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round(times[Math.floor(times.length * share)]! * 100) / 100
  return { passages, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), ingestSeconds: Math.round(ingestSeconds) }
}
