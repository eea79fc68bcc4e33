import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { Plugin, Rolldown } from 'vite'

const folder = new URL('./src/answer-app/', import.meta.url)

/**
 * Builds the view of an answer that MCP clients show (MCP Apps) beside the web page, as one file: such a view has no
 * server to load anything from. Its policy names its own script and style by their hashes and allows nothing else.
 */
export function answerApp(): Plugin {
  return {
    name: 'answer-app',
    apply: 'build',
    async generateBundle() {
      const built = (await build({
        configFile: false,
        logLevel: 'warn',
        build: {
          write: false,
          target: 'es2023',
          modulePreload: false,
          lib: {
            entry: fileURLToPath(new URL('main.ts', folder)),
            formats: ['iife'],
            name: 'answer',
            cssFileName: 'answer',
          },
        },
      })) as Rolldown.RolldownOutput[]
      const files = built.flatMap(({ output }) => output)
      const code = files.find((file) => file.type === 'chunk')?.code.trim()
      const style = files.find((file) => file.type === 'asset' && file.fileName.endsWith('.css'))
      if (code === undefined || style?.type !== 'asset')
        throw new Error('the view of an answer has no script or no style')
      const css = String(style.source).trim()
      if (/<\/(script|style)/i.test(code + css)) throw new Error('the view of an answer would end before its end')
      const policy = [
        "default-src 'none'",
        `script-src ${hashOf(code)}`,
        `style-src ${hashOf(css)}`,
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; ')
      const html = (await readFile(new URL('answer.html', folder), 'utf8'))
        .replace('<!--content-security-policy-->', `<meta http-equiv="Content-Security-Policy" content="${policy}" />`)
        .replace('<!--style-->', () => `<style>${css}</style>`)
        .replace('<!--script-->', () => `<script>${code}</script>`)
      this.emitFile({ type: 'asset', fileName: 'answer-app.html', source: html })
    },
  }
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
