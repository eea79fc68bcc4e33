import { execFileSync } from 'node:child_process'
import autocannon from 'autocannon'
import { startPostgres } from '#test/start-postgres.ts'
import { freePort } from '#test/free-port.ts'
import { readSampleQuestions } from '../../eval/datasets.ts'
import { cpuSeconds, startMeasuredServer, temporaryFolder } from '../support/product.ts'

/** Answers a second of one server process on CPU 0, with PostgreSQL and the load generator (this process) on CPU 1. */
export async function throughput() {
  execFileSync('taskset', ['-a', '-p', '-c', '1', String(process.pid)], { stdio: 'ignore' })
  await using postgres = await startPostgres('embedded')
  await using folder = await temporaryFolder()
  const database = postgres.url('postgres')
  await using server = await startMeasuredServer({
    dataDir: folder.path,
    port: await freePort(),
    environment: { DATABASE_URL: database },
    cpus: '0',
  })
  const questions = (await readSampleQuestions()).filter(
    (question) => question.answerable && question.audience === 'public' && !question.previous,
  )

  const load = async (seconds: number) => {
    const result = await autocannon({
      url: `${server.url}/api/v1/twin/answers`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      connections: 16,
      duration: seconds,
      requests: questions.map(({ question }) => ({ method: 'POST', body: JSON.stringify({ question }) })),
    })
    if (result.non2xx + result.errors > 0)
      throw new Error(`${result.non2xx} answers were not 200, ${result.errors} failed`)
    return result
  }
  await load(5)
  const before = await cpuSeconds(server.pid)
  const result = await load(15)
  const cpu = (await cpuSeconds(server.pid)) - before
  return {
    answersPerSecond: round(result.requests.average),
    serverCpuMsPerAnswer: round((cpu * 1000) / result.requests.total),
    timesPredecessor: round(result.requests.average / 64),
    distinctQuestions: questions.length,
    latencyP50Ms: result.latency.p50,
    latencyP97Ms: result.latency.p97_5,
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
