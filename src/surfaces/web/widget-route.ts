import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { AppError } from '#errors'

export interface WidgetFile {
  readonly file: string
  /** Whose pages may carry it; without any it is off. */
  readonly origins: readonly string[]
}

interface Script {
  readonly plain: Buffer
  readonly packed: Buffer
  readonly etag: string
}

const off = `// The widget of this Pollux is off. To let a site carry it, name the site's origin in WIDGET_ORIGINS
// (for example WIDGET_ORIGINS=https://www.example.com) and start the server again.
`

/** A new version reaches every site within ten minutes; a browser that has the newest asks with 300 bytes. */
const cacheControl = 'public, max-age=600, must-revalidate'

/**
 * The widget's script, which other sites load: under one name for ever, so by ETag (RFC 9110, 8.8.3) and not by a hash in its
 * address. Packed by us, since many servers stand behind no proxy that would.
 */
export function registerWidget(server: FastifyInstance, { file, origins }: WidgetFile): void {
  let reading: Promise<Script> | undefined
  const script = () => (reading ??= read(file).catch(forget))
  const forget = (cause: unknown): never => {
    reading = undefined // it may be built while the server runs
    throw new AppError('not_found', 'The widget has not been built. Start the server by npm start, which builds it.', {
      cause,
    })
  }

  server.get('/widget.js', { schema: { hide: true }, config: { cors: false } }, async (request, reply) => {
    void reply.type('text/javascript; charset=utf-8')
    if (origins.length === 0) return reply.status(404).header('cache-control', 'no-store').send(off)
    const { plain, packed, etag } = await script()
    const gzipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
    const tag = gzipped ? `"${etag}-gzip"` : `"${etag}"`
    void reply
      .header('cache-control', cacheControl)
      .header('vary', 'accept-encoding')
      .header('etag', tag)
      // Pages that isolate themselves (COEP) load from other sites only what says so.
      .header('cross-origin-resource-policy', 'cross-origin')
    if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(tag)) return reply.status(304).send()
    if (gzipped) void reply.header('content-encoding', 'gzip')
    return reply.send(gzipped ? packed : plain)
  })
}

async function read(file: string): Promise<Script> {
  const plain = await readFile(file)
  const packed = await promisify(gzip)(plain, { level: 9 })
  return { plain, packed, etag: createHash('sha256').update(plain).digest('base64url').slice(0, 22) }
}
