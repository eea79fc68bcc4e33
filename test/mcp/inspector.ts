import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { productEntry } from '#test/product-entry.ts'
import { serverEnvironment } from '#test/server-environment.ts'

export type InspectorTarget =
  | { readonly url: URL; readonly token: string }
  /** For `pollux mcp`, which it starts. */
  | { readonly env: Readonly<Record<string, string>> }

const inspector = fileURLToPath(
  new URL('../../node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js', import.meta.url),
)

/** What the official inspector's command line prints for a method, speaking 2026-07-28. Throws what it complains of. */
export async function inspect<Result>(
  target: InspectorTarget,
  method: string,
  words: readonly string[] = [],
  { mayFail = false }: { mayFail?: boolean } = {},
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'pollux-inspector-'))
  try {
    const reached =
      'url' in target
        ? [target.url.href, '--transport', 'http', '--header', `Authorization: Bearer ${target.token}`]
        : [
            process.execPath,
            productEntry,
            'mcp',
            ...Object.entries(target.env).flatMap(([name, value]) => ['-e', `${name}=${value}`]),
          ]
    const args = ['--cli', ...reached, '--protocol-era', 'modern', '--method', method, ...words]
    const child = spawn(process.execPath, [inspector, ...args], {
      env: { ...serverEnvironment(), HOME: folder, MCP_CATALOG_PATH: join(folder, 'mcp.json') },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
    if (code !== 0 && !(mayFail && stdout.trim()))
      throw new Error(`${method} ${words.join(' ')}: ${code} ${stderr} ${stdout}`)
    return JSON.parse(stdout) as Result
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
