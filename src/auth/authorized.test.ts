import assert from 'node:assert/strict'
import { test } from 'node:test'
import { authorized, type Authorized } from './authorized.ts'
import { audiences, type Audience } from './audience.ts'

interface Row {
  readonly audience: Audience
  readonly text: string
}

const show = (row: Authorized<Row>): string => row.text

test('a row goes to its own audience and to those above it, and to nobody below', () => {
  for (const [level, audience] of audiences.entries()) {
    for (const [asking, asker] of audiences.entries()) {
      const row: Row = { audience, text: 'words' }
      if (asking >= level) assert.equal(show(authorized(asker, row)), 'words')
      else assert.throws(() => authorized(asker, row), /was read for/)
    }
  }
})

test('a row that nobody asked a wall about does not compile', () => {
  const row: Row = { audience: 'owner', text: 'words' }
  // @ts-expect-error: without the mark it is not to be shown.
  assert.equal(show(row), 'words')
})
