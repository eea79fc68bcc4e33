import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build, defineConfig } from 'vite'
import type { Plugin } from 'vite'
import { answerApp } from './answer-app.plugin.ts'

/** Where `npm run dev` finds a running Pollux server. */
const server = process.env['POLLUX_URL'] ?? 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    firstPaint('/src/features/theme/first-paint.js'),
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
    closeBundle() {
      for (const name of readdirSync(out).filter((one) => /\.(js|css|svg)$/.test(one))) {
        const content = readFileSync(`${out}/${name}`)
        writeFileSync(`${out}/${name}.br`, brotliCompressSync(content))
        writeFileSync(`${out}/${name}.gz`, gzipSync(content, { level: 9 }))
      }
    },
  }
}
