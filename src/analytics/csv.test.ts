import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toCsv } from './csv.ts'

test('nothing that was typed is a formula, and every cell comes back', () => {
  const csv = toCsv(
    ['name', 'n'],
    [
      ['=HYPERLINK("http://x")', -1],
      ['+1', 2],
      ['@SUM', 3],
      ['\tx', 4],
      ['a "b", c\nd', null],
    ],
  )
  assert.equal(
    csv,
    'name,n\r\n"\'=HYPERLINK(""http://x"")",-1\r\n\'+1,2\r\n\'@SUM,3\r\n\'\tx,4\r\n"a ""b"", c\nd",\r\n',
  )
})
