import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BackupType, Manifest } from './contents.ts'
import { planRetention } from './retention.ts'

function backup(createdAt: string, type: BackupType = 'full', needs: string[] = []): Manifest {
  return {
    id: createdAt,
    name: createdAt,
    type,
    format: 'copy',
    parent: needs[0] ?? null,
    needs,
    createdAt: `${createdAt}T12:00:00.000Z`,
    durationSeconds: 1,
    sizeBytes: 1,
    sha256: '0'.repeat(64),
    encrypted: false,
    components: ['database'],
    tables: [],
  }
}

const kept = (backups: Manifest[], keepLast: number, keepDaily = 0, keepWeekly = 0): string[] =>
  planRetention(backups, { keepLast, keepDaily, keepWeekly }).keep.map(({ id }) => id)

// 2031-01-06 is a Monday.
const days = Array.from({ length: 15 }, (_, day) => backup(`2031-01-${String(day + 1).padStart(2, '0')}`))

test('the last ones stay, and the newest of each day and week', () => {
  assert.deepEqual(kept(days, 2), ['2031-01-15', '2031-01-14'])
  assert.deepEqual(kept(days, 1, 3), ['2031-01-15', '2031-01-14', '2031-01-13'])
  assert.deepEqual(kept(days, 1, 0, 3), ['2031-01-15', '2031-01-12', '2031-01-05'])
  assert.deepEqual(kept([], 3), [])
})

test('every backup is either kept or removed', () => {
  const { keep, remove } = planRetention(days, { keepLast: 2, keepDaily: 4, keepWeekly: 2 })
  assert.deepEqual(
    [...keep, ...remove].map(({ id }) => id).sort(),
    days.map(({ id }) => id),
  )
})

test('what a kept one builds on stays, and types are counted apart', () => {
  const chain = [
    backup('2031-01-01'),
    backup('2031-01-02', 'incremental', ['2031-01-01']),
    backup('2031-01-03'),
    backup('2031-01-04', 'incremental', ['2031-01-01', '2031-01-02']),
    backup('2031-01-05', 'config'),
    backup('2031-01-06', 'config'),
  ]
  assert.deepEqual(kept(chain, 1), ['2031-01-06', '2031-01-04', '2031-01-03', '2031-01-02', '2031-01-01'])
})
