import type { FastifyInstance } from 'fastify'
import { AppError } from '#errors'

/** Twice what any request of ours has; libraries that recurse over a body overflow the stack at some ten thousand. */
const maxLevels = 100

/** Refuses a JSON body that is nested deeper than anything we take, before a schema or a library walks down it. */
export function refuseDeepBodies(server: FastifyInstance): void {
  server.addHook('preValidation', (request, _reply, done) => {
    if (!levelsExceed(request.body, maxLevels)) return done()
    done(new AppError('invalid_input', `The body is nested more than ${maxLevels} levels deep.`))
  })
}

/** Level by level, not by recursion, which is what it guards against. */
function levelsExceed(value: unknown, limit: number): boolean {
  let level = [value]
  for (let depth = 0; depth <= limit; depth++) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
    if (level.length === 0) return false
  }
  return true
}
