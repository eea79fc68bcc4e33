import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { runPollux } from '#test/run-pollux.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pollux-deploy-'))
  await writeFile(join(folder, 'compose.yaml'), 'services: {}\n')
})
after(() => rm(folder, { recursive: true, force: true }))

const init = (...words: string[]) => runPollux(['deploy', 'init', '--folder', folder, ...words], {})
const modeOf = async (path: string) => ((await stat(join(folder, path))).mode & 0o777).toString(8)
const secret = (name: string) => readFile(join(folder, 'secrets', name), 'utf8')

test('settings, strong secrets and a certificate are made, and nobody else may enter', async () => {
  const { code, stdout, stderr } = await init('--url', 'https://twin.example.com:8443')
  assert.deepEqual([code, stderr], [0, ''])
  assert.match(stdout, /docker compose up -d --wait/)
  assert.match(await readFile(join(folder, '.env'), 'utf8'), /^PUBLIC_URL=https:\/\/twin\.example\.com:8443$/m)
  assert.deepEqual(await Promise.all(['.env', 'secrets', 'secrets/owner_token'].map(modeOf)), ['600', '700', '444'])
  const names = (await readdir(join(folder, 'secrets'))).filter((name) => name !== 'certificates')
  const values = await Promise.all(names.map(secret))
  assert.equal(new Set(values).size, names.length, 'each has a value of its own')
  for (const value of values) assert.ok(value.length >= 43 && !/\s/.test(value))
  const [url, password] = [await secret('database_url'), await secret('database_password')]
  assert.equal(new URL(url).password, password)
  assert.ok(!stdout.includes(password), 'no secret is printed')

  const certificate = new X509Certificate(await readFile(join(folder, 'secrets/certificates/fullchain.pem')))
  assert.ok(certificate.checkHost('twin.example.com') && certificate.checkHost('localhost'))
  assert.ok(certificate.checkIP('127.0.0.1'))
  assert.equal(certificate.checkHost('other.example.com'), undefined)
  assert.equal(certificate.ca, false)
  assert.ok(certificate.validToDate > new Date(Date.now() + 700 * 86_400_000))
})

test('a second call changes nothing, and makes what is missing', async () => {
  const before = await secret('redis_password')
  await rm(join(folder, 'secrets', 'metrics_token'))
  const { code, stdout } = await init()
  assert.equal(code, 0)
  assert.match(stdout, /^Made 1 files?, and left \d+ as they were/)
  assert.equal(await secret('redis_password'), before)
  assert.ok((await secret('metrics_token')).length >= 43)
  assert.match((await init()).stdout, /^Everything was there already/)
})

test('another folder, or another kind of address, is refused with what to do', async () => {
  const wrong = await runPollux(['deploy', 'init', '--folder', join(folder, 'nowhere')], {})
  assert.equal(wrong.code, 1)
  assert.match(wrong.stderr, /There is no compose\.yaml in .*nowhere/)
  const url = await init('--url', 'ftp://example.com')
  assert.equal(url.code, 2)
})
