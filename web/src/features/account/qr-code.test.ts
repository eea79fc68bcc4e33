import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { encodeQr } from './qr-code.ts'

const uri =
  'otpauth://totp/Pollux:ada%40example.com?secret=PA3TQQRSJJVDQ3DCHFLXK6RQMM2FSNSQGZFFAU2XM42UKURYII4Q&issuer=Pollux&digits=6&period=30'

/** Made with another encoder (qrcode 1.5, level L, bytes) and read back by a decoder (jsqr 1.4). */
const made = [
  ['A', 21, 'c70a942b285013ce'],
  [uri, 41, '74371a7330787381'],
  ['x'.repeat(271), 57, 'db7fc11593ca852a'],
  ['é'.repeat(200), 69, '8838af578c9ab042'],
  ['y'.repeat(880), 101, 'a39216900de8a4e4'],
  ['z'.repeat(1273), 117, '9353df574f932af9'],
] as const

test('a code is, dot for dot, what another encoder makes of the same text', () => {
  for (const [text, size, digest] of made) {
    const code = encodeQr(text)
    assert.equal(code.length, size)
    const dots = code.flat().map(Number).join('')
    assert.equal(createHash('sha256').update(dots).digest('hex').slice(0, 16), digest, `${text.length} characters`)
  }
})

test('what is too long is refused', () => {
  assert.throws(() => encodeQr('z'.repeat(1274)), RangeError)
})
