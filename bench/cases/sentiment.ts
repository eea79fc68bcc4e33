import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import autocannon from 'autocannon'
import { startPostgres } from '#test/start-postgres.ts'
import { freePort } from '#test/free-port.ts'
import { cpuSeconds, startMeasuredServer, temporaryFolder } from '../support/product.ts'

const texts = [
  'This is amazing!',
  'The VPN is not good today, third time this week.',
  'Le nouveau portable est très rapide, merci !',
  'Das ist leider schon wieder kaputt.',
  'El servidor se reinició a las 10.',
  'Could somebody look at the printer on the second floor?',
]

/** `analyze_sentiment` over HTTP with the server on CPU 0; with a receipt, each call is a run with an entry in the chain. */
export async function sentiment() {
  execFileSync('taskset', ['-a', '-p', '-c', '1', String(process.pid)], { stdio: 'ignore' })
  await using postgres = await startPostgres('embedded')
  await using folder = await temporaryFolder()
  const token = randomBytes(32).toString('base64url')
  await using server = await startMeasuredServer({
    dataDir: folder.path,
    port: await freePort(),
    environment: { DATABASE_URL: postgres.url('postgres'), POLLUX_OWNER_TOKEN: token },
    cpus: '0',
  })

  const load = async (more: object, seconds: number) => {
    const result = await autocannon({
      url: `${server.url}/v1/mcp/tools/analyze_sentiment`,
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      connections: 16,
      duration: seconds,
      requests: texts.map((text) => ({ method: 'POST', body: JSON.stringify({ text, ...more }) })),
    })
    if (result.non2xx + result.errors > 0)
      throw new Error(`${result.non2xx} answers were not 200, ${result.errors} failed`)
    return result
  }
  await load({}, 5)
  const before = await cpuSeconds(server.pid)
  const plain = await load({}, 10)
  const cpu = (await cpuSeconds(server.pid)) - before
  const detailed = await load({ detailed: true }, 5)
  const receipts = await load({ receipt: true }, 10)
  return {
    requestsPerSecond: round(plain.requests.average),
    serverCpuMsPerRequest: round((cpu * 1000) / plain.requests.total),
    latencyP50Ms: plain.latency.p50,
    latencyP99Ms: plain.latency.p99,
    detailedRequestsPerSecond: round(detailed.requests.average),
    withReceiptRequestsPerSecond: round(receipts.requests.average),
    withReceiptLatencyP50Ms: receipts.latency.p50,
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
