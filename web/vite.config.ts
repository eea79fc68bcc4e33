import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build, defineConfig } from 'vite'
import type { Plugin, Rolldown } from 'vite'
import { answerApp } from './answer-app.plugin.ts'

/** Where `npm run dev` finds a running Pollux server. */
const server = process.env['POLLUX_URL'] ?? 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    firstPaint('/src/features/theme/first-paint.js'),
    loadedAtOnce(/\/(react-dom\/client\.js|src\/app\.tsx)$/),
    widget('src/widget/widget.ts'),
    answerApp(),
    compressed('assets'),
  ],
  server: { proxy: { '/api': server } },
  build: {
    target: 'es2023',
    // The content security policy allows no data: URL, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ debugName: 'first page', name: firstChunk }],
        },
      },
    },
  },
})

/**
 * Puts the script that must run before the first paint beside the bundles, under a hashed name. Vite leaves it alone,
 * because it is not a module: modules run only after the page is parsed, which would flash.
 */
function firstPaint(path: string): Plugin {
  let reference: string
  let fileName: string
  return {
    name: 'first-paint',
    apply: 'build',
    buildStart() {
      reference = this.emitFile({
        type: 'asset',
        name: 'first-paint.js',
        source: readFileSync(new URL(`.${path}`, import.meta.url), 'utf8'),
      })
    },
    renderStart() {
      fileName = this.getFileName(reference)
    },
    transformIndexHtml: { order: 'post', handler: (html) => html.replace(path, `/${fileName}`) },
  }
}

const moduleAt = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
let first: Set<string> | undefined

/**
 * What the first page needs comes in two files, of which React is the larger and seldom changes, beside the little that main.ts does
 * before; every other page has its own.
 */
function firstChunk(id: string, context: Rolldown.ChunkingContext): string | null {
  const importsOf = (from: string) => context.getModuleInfo(from)?.importedIds ?? []
  first ??= reachedFrom(moduleAt('src/app.tsx'), importsOf).difference(reachedFrom(moduleAt('src/main.ts'), importsOf))
  if (/[\\/]node_modules[\\/](react|react-dom|scheduler)[\\/]/.test(id)) return 'react'
  return first.has(id) ? 'first' : null
}

function reachedFrom(start: string, importsOf: (id: string) => readonly string[]): Set<string> {
  const reached = new Set<string>()
  const add = (id: string): void => {
    if (reached.has(id)) return
    reached.add(id)
    importsOf(id).forEach(add)
  }
  add(start)
  return reached
}

/** Has the page load the chunks of these modules, and what they import, from the start: main.ts asks for one after the other. */
function loadedAtOnce(modules: RegExp): Plugin {
  return {
    name: 'loaded-at-once',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const names = new Set<string>()
        const add = (name: string): void => {
          const chunk = bundle[name]
          if (names.has(name) || chunk?.type !== 'chunk' || chunk.isEntry) return
          names.add(name)
          chunk.imports.forEach(add)
        }
        for (const chunk of Object.values(bundle))
          if (chunk.type === 'chunk' && [chunk.facadeModuleId ?? '', ...chunk.moduleIds].some((id) => modules.test(id)))
            add(chunk.fileName)
        return [...names]
          .filter((name) => !html.includes(name))
          .map((name) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` },
            injectTo: 'head' as const,
          }))
      },
    },
  }
}

/** Builds the widget into one file under a fixed name, as a plain script: other sites name it in theirs. */
function widget(entry: string): Plugin {
  return {
    name: 'widget',
    apply: 'build',
    async generateBundle() {
      const built = await build({
        configFile: false,
        logLevel: 'warn',
        root: fileURLToPath(new URL('.', import.meta.url)),
        build: {
          target: 'es2023',
          write: false,
          lib: { entry, formats: ['iife'], name: 'polluxWidget' },
        },
      })
      const [output] = [built].flat()
      const chunk = output && 'output' in output ? output.output[0] : undefined
      if (!chunk) this.error('the widget was not built')
      this.emitFile({ type: 'asset', fileName: 'widget.js', source: chunk.code })
    },
  }
}

/** Puts a Brotli and a gzip copy beside every file of the folder, so that the server sends them as they are. */
function compressed(folder: string): Plugin {
  let out = ''
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: ({ root, build: { outDir } }) => void (out = resolve(root, outDir, folder)),
    writeBundle() {
      for (const name of readdirSync(out).filter((one) => /\.(js|css|svg)$/.test(one))) {
        const content = readFileSync(`${out}/${name}`)
        writeFileSync(`${out}/${name}.br`, brotliCompressSync(content))
        writeFileSync(`${out}/${name}.gz`, gzipSync(content, { level: 9 }))
      }
    },
  }
}
