import { freePort } from '#test/free-port.ts'
import { cpuSeconds, postgresPids, startMeasuredServer, temporaryFolder } from '../support/product.ts'

/** CPU seconds until the first 200 of /ready, of the server and its embedded PostgreSQL: the first start, then warm ones. */
export async function startup() {
  await using folder = await temporaryFolder()
  const first = await start(folder.path)
  const warm = []
  for (let run = 0; run < 5; run++) warm.push(await start(folder.path))
  warm.sort((a, b) => a.cpuSeconds - b.cpuSeconds)
  return { first, warm: warm[2]! }
}

async function start(dataDir: string) {
  await using server = await startMeasuredServer({ dataDir, port: await freePort() })
  const pids = [server.pid, ...(await postgresPids(dataDir))]
  const seconds = (await Promise.all(pids.map((pid) => cpuSeconds(pid).catch(() => 0)))).reduce(
    (sum, value) => sum + value,
    0,
  )
  return { cpuSeconds: Math.round(seconds * 100) / 100, wallSeconds: Math.round(server.readyMs / 10) / 100 }
}
