import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { JobMatch, TailoredResume } from '#interview'
import { createExtractor } from '#twin'
import { writePdf } from '../fixtures/write-pdf.ts'
import { webWorld, type OpenPage, type WebWorld } from './web-world.ts'

let world: WebWorld
before(async () => {
  world = await webWorld()
})
after(() => world?.[Symbol.asyncDispose]())

const posting = `Senior Platform Engineer
Quillhaven Payments, Lisbon

Requirements
- Kubernetes in production
- Terraform
- COBOL on mainframes
- At least 3 years of experience with PostgreSQL

Nice to have
- Prometheus and Grafana
- Fluent Finnish
`

const get = <Body>(path: string) => world.http.get<Body>(path, world.server.token)

async function addPosting(text: string): Promise<string> {
  const { body } = await world.http.send<{ job: { id: string } }>('POST', '/api/v1/jobs', {
    token: world.server.token,
    body: { text },
  })
  return body.job.id
}

async function pasteFirst(opened: OpenPage): Promise<string> {
  const { page } = opened
  await opened.go('/jobs', 'Jobs')
  await page.getByText('No posting yet').waitFor()
  await opened.looksGood('jobs-empty')
  await page.getByRole('button', { name: 'Read the posting' }).click()
  await page.getByText('Paste the posting first.').waitFor()
  await page.getByLabel('Or paste the posting').fill(posting)
  await page.reload()
  assert.equal(await page.getByLabel('Or paste the posting').inputValue(), posting, 'nothing typed is lost')
  await page.getByRole('button', { name: 'Read the posting' }).click()
  await page.getByRole('heading', { level: 1, name: 'Senior Platform Engineer' }).waitFor()
  return new URL(page.url()).pathname.split('/').at(-1)!
}

test('a pasted posting: what it asks for with proofs and gaps, the figure’s parts, the résumé, each line’s source, the PDF', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  const id = await pasteFirst(opened)
  const { body: match } = await get<JobMatch>(`/api/v1/jobs/${id}/match`)
  const fit = page.getByRole('region', { name: 'Fit' })
  await fit.getByText(`${match.fit.percent}%`, { exact: true }).waitFor()
  const [got, all] = /([\d.]+) of (\d+) points/
    .exec(await fit.innerText())!
    .slice(1)
    .map(Number)
  assert.equal(Math.round((100 * got!) / all!), match.fit.percent, 'the parts make up the figure')
  const rows = page.getByRole('article')
  assert.equal(await rows.count(), match.requirements.length)
  for (const [index, { text, status, evidence, missing }] of match.requirements.entries()) {
    const shown = await rows.nth(index).innerText()
    for (const words of [text, { matched: 'Proved', partly: 'Partly', gap: 'Gap' }[status], ...missing])
      assert.ok(shown.includes(words), `${words} is not in ${shown}`)
    if (evidence[0]) assert.ok(shown.includes(evidence[0].citation.quote))
  }
  await opened.looksGood('job-match')

  // A proof opens where its words stand.
  const proved = match.requirements.findIndex(({ evidence }) => evidence.length > 0)
  const { quote } = match.requirements[proved]!.evidence[0]!.citation
  await rows.nth(proved).getByRole('button', { name: 'Show it in' }).first().click()
  await page.getByRole('dialog').locator('mark').first().waitFor()
  assert.equal((await page.getByRole('dialog').locator('mark').allInnerTexts()).join(''), quote)
  await opened.looksGood('job-proof')
  await page.keyboard.press('Escape')

  await page.getByRole('group', { name: 'Show' }).getByRole('button', { name: 'Gap' }).click()
  await page.waitForURL(/show=gap/)
  assert.equal(await rows.count(), match.requirements.filter(({ status }) => status === 'gap').length)
  await page.getByText('COBOL', { exact: true }).first().waitFor()

  await page.getByRole('tab', { name: 'Résumé' }).click()
  const { body: resume } = await get<TailoredResume>(`/api/v1/jobs/${id}/resume?audience=recruiter`)
  await page.getByRole('button', { name: '(show the proof)' }).first().waitFor()
  assert.equal(await page.getByRole('button', { name: '(show the proof)' }).count(), resume.lines.length)
  await opened.looksGood('job-resume')
  const line = resume.lines.find(({ path }) => path.startsWith('/work/0/highlights'))!
  await page.getByRole('button', { name: `${line.text} (show the proof)`, exact: true }).click()
  await page.getByRole('dialog').locator('mark').first().waitFor()
  assert.equal((await page.getByRole('dialog').locator('mark').allInnerTexts()).join(''), line.citation.quote)
  await page.keyboard.press('Escape')
  await page.getByLabel('Show as').selectOption('lines')
  const lines = page.getByRole('list', { name: 'Lines with their proof' })
  await lines.getByText('/basics/name').waitFor()
  assert.equal(await lines.getByRole('listitem').count(), resume.lines.length)
  await page.getByLabel('Made for').selectOption('public')
  await page.waitForURL(/audience=public/)
  await opened.looksGood('job-resume-lines')

  // The file is of what is chosen, and holds nothing that is no line of it.
  await page.getByLabel('Made for').selectOption('recruiter')
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download PDF' }).click()
  const bytes = await readFile(await (await downloading).path())
  await using extractor = createExtractor()
  const read = await extractor.extract({ name: 'resume.pdf', bytes })
  const text = read.status === 'read' ? read.documents[0]!.text.replace(/\s+/g, '') : ''
  for (const proved of resume.lines.filter(({ path }) => /name$|highlights/.test(path)))
    assert.ok(text.includes(proved.text.replace(/\s+/g, '')), proved.text)
  assert.doesNotMatch(text, /COBOL|Finnish/)

  await page.getByRole('tab', { name: 'Posting' }).click()
  await page.locator('mark').first().waitFor()
  assert.equal(await page.locator('mark').first().innerText(), match.requirements[0]!.text)
  await opened.looksGood('job-posting')

  // Deleted after a yes.
  await page.getByRole('button', { name: 'Delete' }).click()
  await opened.looksGood('job-delete')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByText('Deleted: Senior Platform Engineer', { exact: true }).waitFor()
  await page.getByText('No posting yet').waitFor()
  opened.expect(/404 GET .*\/api\/v1\/jobs\//)
  await page.goto(`${world.server.url}/jobs/${id}`)
  await page.getByText('It is not there').waitFor()
})

test('files: HTML and PDF are added, a wrong one says why, a broken upload is sent again; the best fit first', async () => {
  await addPosting(posting)
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/jobs', 'Jobs')
  await page.getByRole('button', { name: 'Add a posting' }).click()
  const pdf = writePdf([
    [
      { text: 'Mainframe Developer', x: 50, y: 780, size: 18 },
      { text: 'Requirements', x: 50, y: 740 },
      { text: '- COBOL and Assembler for z/OS, ten years of experience', x: 50, y: 720 },
      { text: '- You maintain the batch jobs of an insurance company', x: 50, y: 700 },
      { text: 'Send your application with your resume to the address below.', x: 50, y: 660 },
    ],
  ])
  opened.expect(/^4\d\d POST .*\/api\/v1\/jobs$/)
  await page.getByLabel('Drop postings here, or choose files').setInputFiles([
    { name: 'mainframe.pdf', mimeType: 'application/pdf', buffer: pdf },
    {
      name: 'sre.html',
      mimeType: 'text/html',
      buffer: Buffer.from('<h1>Site Reliability Engineer</h1><h2>Requirements</h2><ul><li>Kubernetes</li></ul>'),
    },
    { name: 'picture.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a', 'hex') },
  ])
  const files = page.getByRole('list', { name: 'Files' })
  await files.getByText('picture.png').waitFor()
  await files.getByText('not added').last().waitFor()
  assert.equal(await files.getByText('added', { exact: true }).count(), 2)
  await opened.looksGood('jobs-files')

  // A connection that breaks: said so, and sent again with a click.
  await page.route('**/api/v1/jobs', (route) =>
    route.request().method() === 'POST' ? route.abort('connectionreset') : route.continue(),
  )
  await page.getByLabel('Drop postings here, or choose files').setInputFiles({
    name: 'late.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Data Engineer\nRequirements\n- Python\n- Airflow'),
  })
  await files.getByText('The server cannot be reached').waitFor()
  await page.unroute('**/api/v1/jobs')
  await files.getByRole('button', { name: 'Try again' }).last().click()
  await page.getByRole('heading', { level: 1, name: 'Data Engineer' }).waitFor()

  await opened.go('/jobs', 'Jobs')
  await page.getByLabel('Order').selectOption('best')
  await page.waitForURL(/order=best/)
  await page.getByRole('cell', { name: '…' }).first().waitFor({ state: 'detached' })
  const percents = (await page.getByRole('cell', { name: /^\d+%$/ }).allInnerTexts()).map(Number.parseFloat)
  assert.equal(percents.length, 4)
  assert.deepEqual(
    percents,
    percents.toSorted((a, b) => b - a),
  )
  await opened.looksGood('jobs-list')
})

test('a lost session keeps what was pasted; a viewer is told that it is not for them; German', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/jobs?add=true', 'Jobs')
  await page.getByLabel('Or paste the posting').fill('Half a posting')
  await page.context().clearCookies()
  opened.expect(/^401 /)
  opened.expect(/^403 /)
  await page.getByRole('button', { name: 'Read the posting' }).click()
  await page.getByRole('dialog').getByRole('alert').waitFor()
  assert.equal(await page.getByLabel('Or paste the posting').inputValue(), 'Half a posting')
  await opened.looksGood('jobs-session-ended')

  await using viewer = await world.open('viewer', { locale: 'de' })
  viewer.expect(/^403 GET/)
  await viewer.go('/jobs', 'Stellen')
  await viewer.page.getByText('Das dürfen Sie nicht').waitFor()
  await viewer.looksGood('jobs-forbidden')
})
