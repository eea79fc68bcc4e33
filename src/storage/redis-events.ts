import { writeEvent, type Events } from './events.ts'
import { createListeners } from './listeners.ts'
import type { Log } from './log.ts'
import { openRedis, redisPrefix } from './redis.ts'

const redisChannel = `${redisPrefix}events`

/** Events by Redis's publish and subscribe. Subscribing needs a connection of its own; it is made again when it breaks. */
export function createRedisEvents(url: string, { log }: { log: Log }): Events {
  const listeners = createListeners(log)
  const heard = Promise.withResolvers<void>()
  const publisher = openRedis(url, { log })
  const subscriber = openRedis(url, {
    log,
    // Again at each connection: the client forgets nothing, but a second subscription would tell everything twice.
    connected: async (client) => {
      await client.unsubscribe(redisChannel)
      await client.subscribe(redisChannel, listeners.hear)
      heard.resolve()
    },
  })
  return {
    async publish(channel, payload) {
      const text = writeEvent(channel, payload)
      await publisher.use((client) => client.publish(redisChannel, text))
    },
    subscribe: listeners.add,
    ready: () => heard.promise,
    async [Symbol.asyncDispose]() {
      await Promise.all([subscriber, publisher].map((connection) => connection[Symbol.asyncDispose]()))
    },
  }
}
