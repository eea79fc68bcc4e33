import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createExtractor } from '#twin'
import type { TailoredResume } from '../job-match/job-schemas.ts'
import { resumeHtml } from './resume-html.ts'
import { resumePdf } from './resume-pdf.ts'

function resume(values: Record<string, string>): TailoredResume {
  return {
    job: { id: 'job_1', title: 'Baker' },
    language: 'en',
    resume: {},
    omitted: 0,
    lines: Object.entries(values).map(([path, text]) => ({
      path,
      text,
      citation: {
        sourceId: 'src_1',
        title: 'Profile',
        version: 'v',
        audience: 'public',
        start: 0,
        end: text.length,
        quote: text,
      },
    })),
  }
}

const basics = {
  '/basics/name': '<script>alert(1)</script>',
  '/basics/email': 'mia@example.org"onclick="x',
  '/basics/url': 'javascript:alert(2)',
  '/basics/profiles/0/url': 'https://example.org/?a=1&b="2"',
  '/work/0/position': 'Baker & miller',
  '/work/0/startDate': '2019-03',
  '/work/0/highlights/0': '<img src=x onerror=alert(3)>',
  '/work/0/highlights/1': 'Baked 900 loaves',
}

test('what a profile says is text on the page, and only addresses of the web are links', () => {
  const html = resumeHtml(resume(basics), { sources: true })
  assert.doesNotMatch(html, /<script|<img|href="javascript|onclick="x"/)
  assert.match(html, /<li data-path="\/work\/0\/highlights\/1">Baked 900 loaves<\/li>/)
  assert.match(html, /href="https:\/\/example\.org\/\?a=1&amp;b=&quot;2&quot;"/)
  assert.match(html, /Baker &amp; miller/)
  assert.match(html, /2019-03 – present/)
  assert.doesNotMatch(html, /src="http|@import|url\(/)
})

test('a PDF can be read back, pages and all; accents that its fonts lack are left out', async () => {
  const highlights = Object.fromEntries(
    Array.from({ length: 90 }, (_, index) => [
      `/work/0/highlights/${index}`,
      `Loaf number ${index + 1} for Łukasz in Besançon`,
    ]),
  )
  const pdf = await resumePdf(resume({ '/basics/name': 'Zoë Müller', '/work/0/position': 'Baker', ...highlights }))
  await using extractor = createExtractor()
  const read = await extractor.extract({ name: 'resume.pdf', bytes: pdf })
  assert.equal(read.status, 'read')
  if (read.status !== 'read') return
  const [{ text, pages } = { text: '', pages: [] }] = read.documents
  assert.match(text, /Zoë Müller/)
  assert.match(text, /Loaf number 90 for Lukasz in Besançon/)
  assert.ok((pages?.length ?? 0) > 1)
})

test('many languages and skills take few lines, so that a short résumé is one page; the country has a name', async () => {
  const rows = (list: string, count: number, keys: Record<string, string>) =>
    Array.from({ length: count }, (_, index) =>
      Object.entries(keys).map(([key, value]) => [`/${list}/${index}/${key}`, value] as const),
    ).flat()
  const short = resume({
    '/basics/name': 'Mia Miller',
    '/basics/location/city': 'Bergen',
    '/basics/location/countryCode': 'NO',
    ...Object.fromEntries([
      ...rows('work', 3, {
        position: 'Baker',
        name: 'Ovens',
        startDate: '2019-03',
        'highlights/0': 'Baked 900 loaves',
      }),
      ...rows('languages', 8, { language: 'German', fluency: 'Intermediate (B1)' }),
      ...rows('skills', 20, { name: 'Dough', level: 'Expert', 'keywords/0': 'rye', 'keywords/1': 'spelt' }),
      ...rows('certificates', 3, { name: 'Certified Miller', issuer: 'Mill College', date: '2016' }),
      ...rows('education', 2, { studyType: 'Bachelor', area: 'Bread', institution: 'Mill College' }),
    ]),
  })
  await using extractor = createExtractor()
  const read = await extractor.extract({ name: 'resume.pdf', bytes: await resumePdf(short) })
  assert.equal(read.status, 'read')
  if (read.status !== 'read') return
  const [{ text, pages } = { text: '', pages: [] }] = read.documents
  assert.equal(pages?.length, 1)
  assert.match(text, /Bergen, Norway/)
  assert.match(text, /Dough \(Expert\): rye, spelt/)
  assert.match(text, /German, Intermediate \(B1\) +· +German/)
  const html = resumeHtml(short)
  assert.match(html, /Bergen, Norway/)
  assert.match(html, /data-path="\/languages\/7\/fluency">Intermediate \(B1\)/)
})

test('another script is refused with the way out', async () => {
  await assert.rejects(resumePdf(resume({ '/basics/name': 'Лива' })), /Ask for it as HTML/)
})
