// What a process needs before any TypeScript is read: this file is the entry, and it is plain JavaScript for that reason.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Stripping types and compiling 200 modules took 0.6 s of CPU at each start, and the stripper itself 10 MB. The cache is
// in the project's own folder, because what lies in a folder shared with others must not be run.
enableCompileCache(fileURLToPath(new URL('../.cache/compile', import.meta.url)))

// A container engine asks every few seconds: without the rest of the product it costs a fifth.
const asked = /^health( --port (?<port>\d+))?$/.exec(process.argv.slice(2).join(' '))
if (asked) {
  const { health } = await import('./surfaces/cli/health.mjs')
  const { HOST: host = '127.0.0.1', PORT = '3000' } = process.env
  const port = asked.groups?.port ?? PORT
  process.exitCode = await health({ host, port: Number(port), write: (text) => void process.stdout.write(text) })
} else await import('./main.ts')
