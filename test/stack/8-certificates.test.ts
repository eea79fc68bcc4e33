import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { connect, type ConnectionOptions } from 'node:tls'
import { selfSignedCertificate } from '../../src/surfaces/cli/deploy/self-signed-certificate.ts'
import { putCertificate, readCertificate } from './certificate-files.ts'
import { compose, figure, stack } from './stack.ts'

const port = Number(new URL(stack.url).port)

interface Handshake {
  readonly protocol: string | null
  readonly fingerprint: string
}

/** Whatever the certificate is: these tests exchange it. */
function shakeHands(options: ConnectionOptions = {}): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: 'localhost', rejectUnauthorized: false, ...options }, () => {
      resolve({ protocol: socket.getProtocol(), fingerprint: socket.getPeerCertificate().fingerprint256 })
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
  const { fingerprint } = await shakeHands()
  putCertificate(first)
  await until(async () => (await shakeHands()).fingerprint !== fingerprint, 60)
})

test('TLS 1.2 and 1.3 are spoken, and nothing older', async () => {
  assert.equal((await shakeHands({ maxVersion: 'TLSv1.2' })).protocol, 'TLSv1.2')
  assert.equal((await shakeHands({ minVersion: 'TLSv1.3' })).protocol, 'TLSv1.3')
  // This side would speak it.
  const old: ConnectionOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }
  await assert.rejects(shakeHands(old), /protocol version/i)
})

test('a renewed certificate is in use within a minute, and one that does not fit its key never', async () => {
  const before = (await shakeHands()).fingerprint
  putCertificate({ certificate: (await selfSignedCertificate('localhost')).certificate })
  const refused = await until(() => /key values mismatch/.test(compose('logs', '--no-color', 'nginx')), 60)
  assert.ok(refused, 'nginx says what is wrong')
  assert.equal((await shakeHands()).fingerprint, before)

  const started = performance.now()
  putCertificate(await selfSignedCertificate('localhost'))
  assert.ok(await until(async () => (await shakeHands()).fingerprint !== before, 60), 'the new one is served')
  const seconds = (performance.now() - started) / 1000
  figure('a renewed certificate in use, without a restart', `${seconds.toFixed(0)} s`, '60 s')
})
