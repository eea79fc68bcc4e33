import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { AppError } from '#errors'
import { originOf } from '../http/public-address.ts'
import { pageBody, twinData } from './page-body.ts'
import { pageHead, type Person } from './page-head.ts'
import { pages } from './pages.ts'
import { registerWidget } from './widget-route.ts'

const dist = fileURLToPath(new URL('../../../web/dist/', import.meta.url))

export interface WebOptions {
  /** As everybody sees it. */
  readonly about: () => Promise<Person>
  /** Questions that it can answer everybody. */
  readonly questions: () => Promise<readonly string[]>
  readonly publicUrl: string | undefined
  /** Sites that may carry the widget. */
  readonly widgetOrigins: readonly string[]
}

/** The web page: static files of the Vite build, and one head rendered here so that the twin can be found and shared. */
export async function registerWeb(
  server: FastifyInstance,
  { about, questions, publicUrl, widgetOrigins }: WebOptions,
): Promise<void> {
  await server.register(fastifyStatic, {
    root: `${dist}assets`,
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    index: false,
  })

  registerWidget(server, { file: `${dist}widget.js`, origins: widgetOrigins })

  server.get('/', { schema: { hide: true } }, async (request, reply) => {
    const template = await readTemplate()
    // A twin without a profile, or one that is still starting, has a page all the same; it says so itself.
    const twin = await about().catch((error: unknown) => {
      if (error instanceof AppError) return undefined
      throw error
    })
    const data = twin ? twinData({ twin, questions: await questions() }) : ''
    const html = template
      .replace('<!--twin-head-->', () => `${pageHead(twin, publicUrl ?? originOf(request))}${data}`)
      .replace('<!--twin-body-->', () => pageBody(twin))
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(html)
  })

  for (const [path, title] of Object.entries(pages))
    server.get(path, { schema: { hide: true } }, async (_request, reply) => {
      const head = `<title>${title}</title><meta name="robots" content="noindex">`
      const html = (await readTemplate()).replace('<!--twin-head-->', () => head).replace('<!--twin-body-->', '')
      return reply
        .type('text/html; charset=utf-8')
        .headers({ 'cache-control': 'no-cache', 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' })
        .send(html)
    })

  server.get('/favicon.svg', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type('image/svg+xml')
      .header('cache-control', 'public, max-age=86400')
      .send(await readFile(`${dist}favicon.svg`)),
  )
}

async function readTemplate(): Promise<string> {
  return readFile(`${dist}index.html`, 'utf8').catch((cause: unknown) => {
    throw new AppError('not_found', 'The web page has not been built. Run: npm run build', { cause })
  })
}
