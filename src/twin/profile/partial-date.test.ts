import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOpenEnd, monthsBetween, parsePartialDate, type PartialDate } from './partial-date.ts'

test('ISO dates may stop at the year or the month', () => {
  assert.deepEqual(parsePartialDate('2021'), { year: 2021 })
  assert.deepEqual(parsePartialDate('2021-03'), { year: 2021, month: 3 })
  assert.deepEqual(parsePartialDate('2021-3'), { year: 2021, month: 3 })
  assert.deepEqual(parsePartialDate('2021-03-14'), { year: 2021, month: 3, day: 14 })
  assert.deepEqual(parsePartialDate('2021-03-14T08:00:00Z'), { year: 2021, month: 3, day: 14 })
  assert.deepEqual(parsePartialDate(2021), { year: 2021 })
  for (const text of ['', undefined, null, 'Summer 2014', '03/2021']) assert.equal(parsePartialDate(text), undefined)
  for (const text of ['2021-13', '2021-00', '2021-02-30', '2023-02-29', '2021-04-31'])
    assert.equal(parsePartialDate(text), 'impossible')
  assert.deepEqual(parsePartialDate('2024-02-29'), { year: 2024, month: 2, day: 29 })
})

test('months are counted inclusively unless days are given', () => {
  const months = (from: string, to: string) =>
    monthsBetween(parsePartialDate(from) as PartialDate, parsePartialDate(to) as PartialDate)
  assert.equal(months('2017-03', '2021-02'), 48)
  assert.equal(months('2021-09', '2023-12'), 28)
  assert.equal(months('2021-01', '2021-01'), 1)
  assert.equal(months('2013-12-01', '2014-12-01'), 12)
  assert.equal(months('2019-05-15', '2021-02-14'), 21)
  assert.equal(months('2019-05-15', '2021-02-13'), 20)
  assert.equal(months('2021-03-01', '2021-03-31'), 1)
  assert.equal(months('2021-03-01', '2021-03-15'), undefined)
  assert.equal(months('2017', '2021'), undefined)
  assert.equal(months('2021-02', '2017-03'), undefined)
})

test('an end that has not come', () => {
  for (const text of ['Present', 'current', 'heute', "aujourd'hui", 'actualidad']) assert.ok(isOpenEnd(text), text)
  for (const text of ['2021', 'presentation', '']) assert.ok(!isOpenEnd(text), text)
})
