import autocannon from 'autocannon'
import { freePort } from '#test/free-port.ts'
import { readSampleQuestions } from '../../eval/datasets.ts'
import { memoryBytes, postgresPids, startMeasuredServer, temporaryFolder } from '../support/product.ts'

/** Megabytes after 10,000 answers: the server's resident set, and what the embedded PostgreSQL adds (proportional set). */
export async function memory(answers = 10_000) {
  await using folder = await temporaryFolder()
  await using server = await startMeasuredServer({ dataDir: folder.path, port: await freePort() })
  const questions = (await readSampleQuestions()).filter(
    (question) => question.audience === 'public' && !question.previous,
  )
  const result = await autocannon({
    url: `${server.url}/api/v1/twin/answers`,
    connections: 4,
    amount: answers,
    requests: questions.map(({ question }) => ({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question }),
    })),
  })
  if (result.non2xx + result.errors > 0)
    throw new Error(`${result.non2xx} answers were not 200, ${result.errors} failed`)
  const { rss } = await memoryBytes(server.pid)
  const pss = (await Promise.all((await postgresPids(folder.path)).map(memoryBytes))).reduce(
    (sum, each) => sum + each.pss,
    0,
  )
  return { answers, serverResidentMb: megabytes(rss), postgresProportionalMb: megabytes(pss) }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e5) / 10
}
