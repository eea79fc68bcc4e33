import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { connect, type ConnectionOptions } from 'node:tls'
import { findTestssl } from '../../scripts/test/requirements.ts'
import { figure, stack, up } from './stack.ts'

const { port } = new URL(stack.url)
const folder = mkdtempSync(join(tmpdir(), 'pollux-testssl-'))
after(() => rmSync(folder, { recursive: true, force: true }))
before(() => void up())

interface Finding {
  readonly id: string
  readonly severity: 'OK' | 'INFO' | 'WARN' | 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL' | 'FATAL' | 'DEBUG'
  readonly finding: string
}

/** What testssl.sh may hold against a machine that signed its certificate itself, and against what is meant: why each may be. */
const allowed: Readonly<Record<string, string>> = {
  cert_chain_of_trust: 'signed by nobody but itself: a laptop. Others get one by ACME (docs/guides/tls.md)',
  cert_revocation: 'names no list of revoked ones: nobody issued it',
  OCSP_stapling: 'nobody issued it whom one could ask',
  cert_extlifeSpan: '825 days, which browsers allow where a person trusts it by hand; 398 are for public issuers',
  cert_validityPeriod: 'the same, as testssl.sh 3.2 calls it',
  BREACH:
    'bodies are compressed, but hold no secret beside what another site can have sent: the session is a cookie, SameSite=Lax',
}

/** What must have been tried; missing, or a warning that it could not be, is not. testssl.sh 3.2 calls some otherwise. */
const tried = [
  ['SSLv2', 'SSLv3', 'TLS1', 'TLS1_1', 'TLS1_2', 'TLS1_3'],
  ['cipherlist_NULL', 'cipherlist_aNULL', 'cipherlist_EXPORT', 'cipherlist_LOW'],
  ['cipherlist_3DES_IDEA', 'cipherlist_AVERAGE|cipherlist_OBSOLETED', 'PFS|FS'],
  ['heartbleed', 'CCS', 'ticketbleed', 'ROBOT', 'secure_renego', 'secure_client_renego', 'BREACH', 'POODLE_SSL'],
  ['SWEET32', 'FREAK', 'DROWN', 'LOGJAM', 'BEAST', 'LUCKY13', 'RC4'],
].flat()

/**
 * Protocols, ciphers, forward secrecy, the certificate, known vulnerabilities. Not whose order of ciphers counts (-P): among strong
 * ones alone the client may choose (deploy/nginx/conf.d/app.conf). And no questions to the DNS about localhost.
 */
const options = '-p -s -f -S -U --ip 127.0.0.1 --nodns min --warnings off --quiet --color 0'.split(' ')

function scan(): Finding[] {
  const file = join(folder, 'findings.json')
  const { status, error, stdout, stderr } = spawnSync(
    findTestssl() ?? 'testssl',
    [...options, '--jsonfile', file, `localhost:${port}`],
    { encoding: 'utf8', timeout: 600_000, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  if (error) throw error
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Finding[]
  } catch (cause) {
    throw new Error(`testssl.sh ended with ${status} and no findings:\n${stdout}\n${stderr}`, { cause })
  }
}

test('testssl.sh finds no weak protocol, no weak cipher and no known vulnerability', () => {
  const findings = scan()
  const against = findings.filter(({ severity }) => ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL', 'FATAL'].includes(severity))
  assert.deepEqual(
    against.filter(({ id }) => !(id in allowed)),
    [],
  )
  const found = new Map(findings.map((one) => [one.id, one]))
  const wasTried = (id: string) => (found.get(id)?.severity ?? 'WARN') !== 'WARN'
  const missing = tried.filter((names) => !names.split('|').some(wasTried))
  assert.deepEqual(missing, [], `found: ${findings.map(({ id, severity }) => `${id} ${severity}`).join(', ')}`)
  for (const id of ['SSLv2', 'SSLv3', 'TLS1', 'TLS1_1']) assert.match(found.get(id)!.finding, /^not offered/, id)
  for (const id of ['TLS1_2', 'TLS1_3']) assert.match(found.get(id)!.finding, /^offered/, id)
  const named = against.map(({ id }) => id).join(', ')
  figure(
    'testssl.sh',
    `${findings.length} findings; against it only ${named || 'nothing'}`,
    'no weak protocol or cipher',
  )
})

interface Handshake {
  readonly protocol: string | null
  readonly application: string | false | null
}

function shakeHands(options: ConnectionOptions): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    // Trusted by NODE_EXTRA_CA_CERTS, as everything these tests ask.
    const socket = connect({ port: Number(port), host: 'localhost', servername: 'localhost', ...options }, () => {
      resolve({ protocol: socket.getProtocol(), application: socket.alpnProtocol })
      socket.destroy()
    })
    socket.on('error', reject)
  })
}

for (const version of ['TLSv1', 'TLSv1.1'] as const)
  test(`${version} is refused`, async () => {
    // This side would speak it.
    const only: ConnectionOptions = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }
    await assert.rejects(shakeHands(only), /protocol version/i)
  })

for (const version of ['TLSv1.2', 'TLSv1.3'] as const)
  test(`${version} is spoken, and HTTP/2 over it for whoever can`, async () => {
    const only: ConnectionOptions = { minVersion: version, maxVersion: version }
    const both = await shakeHands({ ...only, ALPNProtocols: ['h2', 'http/1.1'] })
    assert.deepEqual(both, { protocol: version, application: 'h2' })
    const old = await shakeHands({ ...only, ALPNProtocols: ['http/1.1'] })
    assert.deepEqual(old, { protocol: version, application: 'http/1.1' })
  })
