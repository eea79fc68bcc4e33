import assert from 'node:assert/strict'
import { test } from 'node:test'
import { postingFolder } from '../../eval/datasets.ts'
import { gradeJob, readMarkedPostings, summarizeJobs, type PostingFigures } from '../../eval/graders/jobs.ts'
import { scratchTwin } from '../../eval/scratch-twin.ts'
import { testDatabase } from '#test/postgres.ts'
import { serverEnvironment } from '#test/server-environment.ts'

/** All ten with POLLUX_LONG; three otherwise: a page with JSON-LD, prose, and one of another profession. */
const isLong = process.env['POLLUX_LONG'] === '1'
const few = /database-reliability|staff-platform|nurse-manager/

test('over marked postings, every citation says what it is cited for and every must-have is matched or named as a gap', async () => {
  await using database = await testDatabase()
  await using app = await scratchTwin({ ...serverEnvironment(), DATABASE_URL: database.url })
  await app.twin.sample.load()
  const halves = await Promise.all(
    (isLong ? (['dev', 'held'] as const) : (['dev'] as const)).map((half) => readMarkedPostings(postingFolder(half))),
  )
  const postings = halves.flat().filter(({ name }) => isLong || few.test(name))
  assert.equal(postings.length, isLong ? 10 : 3)
  const figures: PostingFigures[] = []
  for (const posting of postings) figures.push(await gradeJob(app, posting))
  for (const { unsupported, unaccounted, overclaimed } of figures)
    assert.deepEqual([unsupported, unaccounted, overclaimed], [[], [], []])
  const { must, agreement, matched } = summarizeJobs(figures)
  assert.ok(must.precision! >= 0.85 && must.recall! >= 0.85, JSON.stringify(must))
  assert.ok(agreement! >= 0.85, String(agreement))
  assert.ok(matched > 5)
})
