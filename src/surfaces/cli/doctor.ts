import { access, constants, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { owner } from '#auth'
import { checkSecrets, type Config } from '#config'
import type { CommandContext, OpenedApp } from './cli.ts'

const lowDiskBytes = 500 * 1024 * 1024

/** Checks what an installation needs; exit code 1 when something must be mended. */
export async function doctor(context: CommandContext, config: Config): Promise<number> {
  let problems = 0
  const notes: string[] = []
  const check = async (name: string, run: () => Promise<string>) => {
    try {
      context.write(`ok       ${name}: ${await run()}\n`)
    } catch (error) {
      problems++
      context.write(`PROBLEM  ${name}: ${(error as Error).message}\n`)
    }
  }
  await check('Node.js', async () => process.version)
  await check('secrets', async () => {
    const warnings = checkSecrets(config)
    if (warnings.length > 0) throw new Error(warnings.join('; '))
    const path = join(config.storage.dataDir, 'secrets.json')
    const mode = await stat(path).then(
      (status) => status.mode & 0o777,
      () => undefined,
    )
    if (mode !== undefined && mode !== 0o600) throw new Error(`${path} can be read by others. Run: chmod 600 ${path}`)
    return mode === undefined ? 'none yet; the first start makes them' : 'strong, and readable by you alone'
  })
  await check('database', async () => {
    await using app = await context.openApp(config, { mayCreate: true })
    await app.storage.ping()
    const sources = await app.twin.sources.list(owner)
    notes.push(...(await lookAtBackups(app)))
    return `${app.storage.mode} PostgreSQL answers; ${sources.length} sources, ${sources.reduce((sum, source) => sum + source.passages, 0)} passages`
  })
  await check('data folder', async () => {
    const there = await stat(config.storage.dataDir).catch(() => undefined)
    if (!there) return `${config.storage.dataDir} is not there yet; the first start makes it`
    await access(config.storage.dataDir, constants.R_OK | constants.W_OK)
    const { bavail, bsize } = await statfs(config.storage.dataDir)
    if (bavail * bsize < lowDiskBytes)
      throw new Error(`only ${Math.round((bavail * bsize) / 1e6)} MB are free where ${config.storage.dataDir} lies`)
    return `${config.storage.dataDir}, ${Math.round((bavail * bsize) / 1e9)} GB free`
  })
  await check('models', async () =>
    config.models.chat.length === 0
      ? 'none configured: answers are extracts of your sources, which needs none'
      : config.models.chat.map(({ provider, model }) => `${provider} ${model}`).join(', '),
  )
  for (const note of notes) context.write(`note     ${note}\n`)
  context.write(problems === 0 ? 'All is well.\n' : `${problems} ${problems === 1 ? 'problem' : 'problems'} to mend.\n`)
  return problems === 0 ? 0 : 1
}

const oldAfterDays = 7

/** What nothing is broken by, and somebody will be sorry for. */
async function lookAtBackups({ agents }: OpenedApp): Promise<string[]> {
  const listed = await agents.startRun(owner, 'backup.list_backups', {}, { origin: 'cli' })
  const { backups } = (listed.run ? { backups: [] } : listed.output) as {
    backups: { createdAt: string; encrypted: boolean }[]
  }
  const newest = backups
    .map(({ createdAt }) => createdAt)
    .sort()
    .at(-1)
  if (newest === undefined)
    return ['backups: none was made yet. Make one with "run backup.create_backup", and set a schedule.']
  const notes = []
  const days = Math.floor((Date.now() - Date.parse(newest)) / 86_400_000)
  if (days >= oldAfterDays) notes.push(`backups: the newest is ${days} days old. Set a schedule.`)
  if (backups.some(({ encrypted }) => !encrypted)) notes.push('backups: some are not encrypted. Set BACKUP_KEY.')
  const [drill] = await agents.runs.list(owner, { capability: 'backup.restore_drill', state: 'succeeded' })
  if (!drill) notes.push('backups: none was ever restored. Prove one with "run backup.restore_drill".')
  return notes
}
