import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServerApp } from '#server-app'
import { readConfig } from '#config'
import { createLogger } from '#observability'

/** The description that a running server gives at /api/openapi.json; needs no database. */
export async function openapiDocument(): Promise<unknown> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pollux-openapi-'))
  try {
    await using server = await createServerApp(readConfig({ DATA_DIR: dataDir }), {
      log: createLogger('silent'),
      role: 'all',
    })
    const reply = await server.http.inject({ url: '/api/openapi.json' })
    return reply.json()
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}
