import { readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** A program of its own, which the server starts by its address. */
const readingProcess = { source: 'src/twin/knowledge/extract/reading-process.ts', name: 'reading-process' }

/**
 * Puts the product as it is, sources and packages, into a few files below `folder`, and returns the one to start in place of
 * src/start.mjs. Half of what a start costs is to find 1,400 modules, and the tests start some six hundred processes. Nothing
 * is minified; a file that a module looks for beside itself is still looked for beside its source.
 */
export async function bundleProduct(root: string, folder: string): Promise<string> {
  await build({
    entryPoints: [
      { in: join(root, 'src/start.mjs'), out: 'start' },
      { in: join(root, readingProcess.source), out: readingProcess.name },
    ],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'error',
    // Packages in CommonJS call it for Node's own modules.
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'\nconst require = requireFrom(import.meta.url)`,
    },
    plugins: [
      {
        name: 'places of the sources',
        setup({ onLoad, onResolve }) {
          // Of a CommonJS package that is loaded when needed, esbuild would keep the default export only.
          onResolve({ filter: /^[^.#/]/ }, ({ kind }) => (kind === 'dynamic-import' ? { external: true } : undefined))
          onLoad({ filter: /\.(ts|js|mjs|cjs)$/ }, ({ path }) => ({
            contents: withItsPlace(readFileSync(path, 'utf8'), path),
            loader: path.endsWith('.ts') ? 'ts' : 'js',
          }))
        },
      },
    ],
  })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return join(folder, 'start.mjs')
}

function withItsPlace(text: string, path: string): string {
  const [before, after] = [
    `'./${readingProcess.name}.ts', import.meta.url`,
    `'./${readingProcess.name}.mjs', import.meta['url']`,
  ]
  const placed = text.replaceAll(before, after).replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
  if (!path.includes('/node_modules/') || !/(?<!const |let |var )\b__(dirname|filename)\b/.test(text)) return placed
  return `var __filename = ${JSON.stringify(path)}, __dirname = ${JSON.stringify(dirname(path))};${placed}`
}
