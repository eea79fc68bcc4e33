import assert from 'node:assert/strict'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { connect } from 'node:tls'
import { selfSignedCertificate } from '../../src/surfaces/cli/deploy/self-signed-certificate.ts'
import { compose, figure, stack } from './stack.ts'

const folder = join(stack.folder, 'secrets', 'certificates')
const port = Number(new URL(stack.url).port)

/** Of whatever certificate is served: these tests exchange it. */
function fingerprint(): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: 'localhost', rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().fingerprint256)
      socket.destroy()
    })
    socket.on('error', reject)
  })
}

/** As a renewal does it: the key first, each in the place of the one before. */
function put(names: { privateKey?: string; certificate: string }): void {
  const files = { 'privkey.pem': names.privateKey, 'fullchain.pem': names.certificate }
  for (const [name, content] of Object.entries(files)) {
    if (content === undefined) continue
    writeFileSync(join(folder, `.${name}`), content, { mode: 0o444 })
    renameSync(join(folder, `.${name}`), join(folder, name))
  }
}

async function until(condition: () => boolean | Promise<boolean>, seconds: number): Promise<boolean> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await delay(500)) if (await condition()) return true
  return false
}

const first = {
  privateKey: readFileSync(join(folder, 'privkey.pem'), 'utf8'),
  certificate: readFileSync(join(folder, 'fullchain.pem'), 'utf8'),
}
after(async () => {
  const last = await fingerprint()
  put(first)
  await until(async () => (await fingerprint()) !== last, 60)
})

test('a renewed certificate is in use within a minute, and one that does not fit its key never', async () => {
  const before = await fingerprint()
  put({ certificate: (await selfSignedCertificate('localhost')).certificate })
  const refused = await until(() => /key values mismatch/.test(compose('logs', '--no-color', 'nginx')), 60)
  assert.ok(refused, 'nginx says what is wrong')
  assert.equal(await fingerprint(), before)

  const started = performance.now()
  put(await selfSignedCertificate('localhost'))
  assert.ok(await until(async () => (await fingerprint()) !== before, 60), 'the new one is served')
  const seconds = (performance.now() - started) / 1000
  figure('a renewed certificate in use, without a restart', `${seconds.toFixed(0)} s`, '60 s')
})
