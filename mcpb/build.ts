import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packExtension } from '@anthropic-ai/mcpb'
import { build } from 'esbuild'
import { version } from '../src/version.ts'
import { bundleManifest } from './manifest.ts'

/** Validates and packs the bundle, and puts it whole at `target`. Throws when the manifest is not valid. */
export async function buildBundle(target: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pollux-mcpb-'))
  try {
    const content = join(folder, 'content')
    await mkdir(join(content, 'server'), { recursive: true })
    await writeFile(join(content, 'manifest.json'), `${JSON.stringify(bundleManifest(version), null, 2)}\n`)
    await copyFile(new URL('../LICENSE', import.meta.url), join(content, 'LICENSE'))
    await build({
      entryPoints: [fileURLToPath(new URL('./proxy.ts', import.meta.url))],
      outfile: join(content, 'server', 'proxy.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      minify: true,
      legalComments: 'inline',
      logLevel: 'warning',
    })
    const packed = join(folder, 'pollux.mcpb')
    if (!(await packExtension({ extensionPath: content, outputPath: packed, silent: true })))
      throw new Error('the bundle is not valid')
    await mkdir(join(target, '..'), { recursive: true })
    await copyFile(packed, target)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const target = fileURLToPath(new URL('./dist/pollux.mcpb', import.meta.url))
  await buildBundle(target)
  process.stdout.write(`${target}\n`)
}
