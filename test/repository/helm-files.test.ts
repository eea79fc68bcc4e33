import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { environmentSchema } from '#config'
import { readJson, readText, root } from './project-files.ts'

const chart = 'deploy/helm/pollux'

/** Helm reads no file outside its chart. */
const copied: Record<string, string> = {
  postgres: 'deploy/postgres',
  redis: 'deploy/redis',
  prometheus: 'deploy/prometheus/rules',
}

for (const [folder, original] of Object.entries(copied)) {
  test(`the chart has ${original} as it is (cp ${original}/* ${chart}/files/${folder}/)`, () => {
    const names = readdirSync(join(root, original)).sort()
    assert.deepEqual(readdirSync(join(root, chart, 'files', folder)).sort(), names)
    for (const name of names)
      assert.equal(readText(`${chart}/files/${folder}/${name}`), readText(`${original}/${name}`), name)
  })
}

test('the chart is of the version of the project', () => {
  const { version, appVersion } = parse(readText(`${chart}/Chart.yaml`)) as Record<string, string>
  const project = readJson<{ version: string }>('package.json').version
  assert.deepEqual([version, appVersion], [project, project])
})

const secretVariables: [key: string, variable: string][] = [
  ...readText(`${chart}/templates/_secrets.tpl`).matchAll(/^([a-z0-9_]+): ([A-Z0-9_]+)_FILE$/gm),
].map(([, key = '', variable = '']) => [key, variable])

test('the chart hands secrets over by the names that compose.yaml has', () => {
  const compose = readText('deploy/compose/compose.yaml').matchAll(/^ {2}([A-Z_]+)_FILE: \/run\/secrets\/([a-z_]+)$/gm)
  for (const [, variable = '', key = ''] of compose)
    assert.ok(
      secretVariables.some((known) => known[0] === key && known[1] === variable),
      `${variable} from ${key}`,
    )
})

test('every variable of the app is set by the chart, taken as a secret, settable, or left out on purpose', () => {
  const set = [...readText(`${chart}/templates/configmap.yaml`).matchAll(/^ {2}([A-Z0-9_]+): /gm)].map(
    ([, name = '']) => name,
  )
  const { properties } = readJson<{ properties: { app: { properties: { env: { properties: object } } } } }>(
    `${chart}/values.schema.json`,
  )
  const settable = Object.keys(properties.app.properties.env.properties)
  // The same in every pod by its image or its command; and what would need files of the node.
  const leftOut = ['PORT', 'DATA_DIR', 'NODE_URL', 'KNOWLEDGE_FOLDERS', 'CONTAINER_SOCKET']
  assert.deepEqual(
    [...set, ...settable, ...leftOut, ...secretVariables.map(([, variable]) => variable)].map(String).sort(),
    Object.keys(environmentSchema.shape).sort(),
  )
})

test('images are those of compose.yaml', () => {
  const images = [...readText('deploy/compose/compose.yaml').matchAll(/^ +image: \$\{\w+:-(.+)\}$/gm)].map(
    ([, name]) => name,
  )
  const values = parse(readText(`${chart}/values.yaml`)) as {
    postgres: { image: string }
    redis: { image: string }
    monitoring: { exporters: { postgresImage: string; redisImage: string } }
  }
  const { postgresImage, redisImage } = values.monitoring.exporters
  for (const image of [values.postgres.image, values.redis.image, postgresImage, redisImage])
    assert.ok(images.includes(image), image)
})
