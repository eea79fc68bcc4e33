import { createClient } from 'redis'
import { freePort } from '#test/free-port.ts'
import { startRedis, type RedisServer } from '#test/start-redis.ts'

export interface RestartableRedis extends AsyncDisposable {
  readonly url: string
  start(): Promise<void>
  kill(): Promise<void>
  /** Asks it who it is; rejects when nobody answers. */
  ping(): Promise<{ answer: string; pid: number }>
}

/** A Redis that can be killed and started again on the same port. */
export async function startRestartableRedis(): Promise<RestartableRedis> {
  const port = await freePort()
  let running: RedisServer | undefined = await startRedis(port)
  const { url } = running
  const kill = async () => {
    await running?.stop()
    running = undefined
  }
  return {
    url,
    async start() {
      running ??= await startRedis(port)
    },
    kill,
    async ping() {
      const client = createClient({ url, socket: { reconnectStrategy: false } })
      client.on('error', () => {}) // the rejected call tells the same
      try {
        await client.connect()
        const pid = /^process_id:(\d+)/m.exec(await client.info('server'))?.[1]
        return { answer: await client.ping(), pid: Number(pid) }
      } finally {
        if (client.isOpen) client.destroy()
      }
    },
    [Symbol.asyncDispose]: kill,
  }
}
