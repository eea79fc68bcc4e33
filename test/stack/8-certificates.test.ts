import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { connect } from 'node:tls'
import { selfSignedCertificate } from '../../src/surfaces/cli/deploy/self-signed-certificate.ts'
import { putCertificate, readCertificate } from './certificate-files.ts'
import { compose, figure, stack, until } from './stack.ts'

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

const first = readCertificate()
after(async () => {
  const last = await fingerprint()
  putCertificate(first)
  await until('the first one is served again', 60, async () => (await fingerprint()) !== last || undefined)
})

test('a renewed certificate is in use within a minute, and one that does not fit its key never', async () => {
  const before = await fingerprint()
  putCertificate({ certificate: (await selfSignedCertificate('localhost')).certificate })
  const logs = () => compose('logs', '--no-color', 'nginx')
  await until('nginx says what is wrong', 60, () => /key values mismatch/.test(logs()) || undefined)
  assert.equal(await fingerprint(), before)

  const started = performance.now()
  putCertificate(await selfSignedCertificate('localhost'))
  await until('the new one is served', 60, async () => (await fingerprint()) !== before || undefined)
  const seconds = (performance.now() - started) / 1000
  figure('a renewed certificate in use, without a restart', `${seconds.toFixed(0)} s`, '60 s')
})
