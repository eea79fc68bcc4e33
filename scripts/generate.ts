import { readFile, writeFile } from 'node:fs/promises'
import { format, resolveConfig } from 'prettier'
import { dictionary } from '../eval/fit/dictionary.ts'
import { buildDashboard } from './generate/dashboards/build-dashboard.ts'
import { dashboards } from './generate/dashboards/dashboards.ts'
import { clientTypes, type OpenApiDocument } from './generate/client-types.ts'
import { environmentExample } from './generate/environment-example.ts'
import { metricNames, metricsPage } from './generate/metrics-page.ts'
import { openapiDocument } from './generate/openapi-document.ts'
import { tableTypes } from './generate/table-types.ts'

const root = new URL('../', import.meta.url)

/** Every generated file, and what makes its text. A test compares; `npm run generate` writes. */
export const generated: Record<string, () => Promise<string>> = {
  '.env.example': async () => environmentExample(),
  'docs/reference/metrics.md': async () => prettified('docs/reference/metrics.md', await metricsPage()),
  'docs/reference/openapi.json': async () =>
    prettified('docs/reference/openapi.json', JSON.stringify(await openapiDocument())),
  'web/src/api/operations.ts': async () =>
    prettified('web/src/api/operations.ts', await clientTypes((await openapiDocument()) as OpenApiDocument)),
  'src/twin/text/dictionary.tsv': dictionary,
  'src/storage/tables.ts': async () => prettified('src/storage/tables.ts', await tableTypes()),
  ...Object.fromEntries(
    dashboards.map((dashboard) => [
      `deploy/grafana/dashboards/${dashboard.uid}.json`,
      async () => buildDashboard(dashboard, await metricNames()),
    ]),
  ),
}

async function prettified(path: string, text: string): Promise<string> {
  const filepath = new URL(path, root).pathname
  return format(text, { ...(await resolveConfig(filepath)), filepath })
}

if (import.meta.main) {
  for (const [path, make] of Object.entries(generated)) {
    const url = new URL(path, root)
    const text = await make()
    const before = await readFile(url, 'utf8').catch(() => '')
    if (text === before) continue
    await writeFile(url, text)
    process.stdout.write(`wrote ${path}\n`)
  }
}
