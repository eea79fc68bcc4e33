import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { AppError } from '#errors'

const files: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
}

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pollux API</title>
<link rel="stylesheet" href="/api/reference/swagger-ui.css">
<div id="reference"></div>
<script src="/api/reference/swagger-ui-bundle.js"></script>
<script src="/api/reference/start.js"></script>
`
const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#reference', deepLinking: true, tryItOutEnabled: true })\n`

/** Swagger UI sets styles from its script, which the page's own policy would refuse. */
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

/** The API reference, from files that npm installed: nothing is fetched from elsewhere. */
export function registerReference(server: FastifyInstance): void {
  server.get('/api/reference', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(page),
  )
  server.get<{ Params: { file: string } }>(
    '/api/reference/:file',
    { schema: { hide: true } },
    async (request, reply) => {
      const { file } = request.params
      if (file === 'start.js') return reply.type('text/javascript; charset=utf-8').send(start)
      const type = Object.hasOwn(files, file) ? files[file] : undefined
      if (!type) throw new AppError('not_found', 'There is no such file.')
      const folder = join(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'), '..')
      return reply
        .type(type)
        .header('cache-control', 'public, max-age=86400')
        .send(await readFile(join(folder, file)))
    },
  )
}
