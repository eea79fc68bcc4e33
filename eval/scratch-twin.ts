import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp, type App } from '#app'
import { readConfig } from '#config'
import type { LanguageModel } from '#models'
import { createLogger } from '#observability'

/**
 * The product on a database of its own, gone when closed: in an embedded PostgreSQL under the temporary folder, or beside
 * the one at DATABASE_URL. The twin's own data is never opened.
 */
export async function scratchTwin(
  environment: Record<string, string | undefined>,
  model?: LanguageModel,
): Promise<App> {
  await using resources = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'pollux-eval-'))
  resources.defer(() => rm(dataDir, { recursive: true, force: true }))
  const {
    DATABASE_URL: url,
    GROQ_API_KEY: _groq,
    OPENAI_API_KEY: _key,
    OPENAI_BASE_URL: _base,
    OLLAMA_HOST: _ollama,
    ...rest
  } = environment
  const log = createLogger('warn')
  const options = { log, role: 'tool' } as const
  let config = readConfig({ ...rest, DATA_DIR: dataDir })
  if (url) {
    const beside = resources.use(
      await createApp(readConfig({ ...rest, DATA_DIR: dataDir, DATABASE_URL: url }), options),
    )
    await beside.storage.open()
    const scratch = await beside.storage.createScratchDatabase()
    resources.defer(scratch.drop)
    config = readConfig({ ...rest, DATA_DIR: dataDir, DATABASE_URL: scratch.url })
  }
  const app = resources.use(await createApp(config, { ...options, model }))
  await app.storage.open()
  const owned = resources.move()
  return { ...app, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
