import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { connect } from 'node:tls'
import { selfSignedCertificate } from '../../src/surfaces/cli/deploy/self-signed-certificate.ts'
import { putCertificate, readCertificate } from './certificate-files.ts'
import { compose, figure, stack } from './stack.ts'

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

async function until(condition: () => boolean | Promise<boolean>, seconds: number): Promise<boolean> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await delay(500)) if (await condition()) return true
  return false
}

const first = readCertificate()
after(async () => {
  const last = await fingerprint()
  putCertificate(first)
  await until(async () => (await fingerprint()) !== last, 60)
})

test('a renewed certificate is in use within a minute, and one that does not fit its key never', async () => {
  const before = await fingerprint()
  putCertificate({ certificate: (await selfSignedCertificate('localhost')).certificate })
  const refused = await until(() => /key values mismatch/.test(compose('logs', '--no-color', 'nginx')), 60)
  assert.ok(refused, 'nginx says what is wrong')
  assert.equal(await fingerprint(), before)

  const started = performance.now()
  putCertificate(await selfSignedCertificate('localhost'))
  assert.ok(await until(async () => (await fingerprint()) !== before, 60), 'the new one is served')
  const seconds = (performance.now() - started) / 1000
  figure('a renewed certificate in use, without a restart', `${seconds.toFixed(0)} s`, '60 s')
})
