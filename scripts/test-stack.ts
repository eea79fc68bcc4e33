import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, appendFileSync, globSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { freePort } from '../test/support/free-port.ts'
import { buildImage } from './stack/build-image.ts'
import { requireEngine, run } from './stack/docker.ts'
import { writeStackReport } from './stack/stack-report.ts'

const usage = `Usage: npm run test:stack [-- [--keep] [parts of file names]]
Builds the image, starts the stack of deploy/compose on a Docker engine as QUICKSTART.md does, and runs test/stack against it.
--keep leaves it running, and says where. Needs a Docker engine with Compose 2.24 or later, and nothing else of Docker's.`

const root = fileURLToPath(new URL('../', import.meta.url))
const project = 'pollux-test'

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { keep: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  if (values.help) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  requireEngine()
  const files = globSync('test/stack/*.test.ts', { cwd: root })
    .filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part)))
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
  const image = buildImage(root)
  const folder = mkdtempSync(join(tmpdir(), 'pollux-stack-'))
  const figures = join(folder, 'figures.jsonl')
  cpSync(join(root, 'deploy'), join(folder, 'deploy'), {
    recursive: true,
    filter: (path) => !/compose\/(\.env|secrets)$/.test(path),
  })
  const compose = join(folder, 'deploy', 'compose')
  const ports = { HTTP_PORT: await freePort(), HTTPS_PORT: await freePort() }
  const url = `https://localhost:${ports.HTTPS_PORT}`
  run(process.execPath, ['src/start.mjs', 'deploy', 'init', '--url', url, '--folder', compose], { cwd: root })
  appendFileSync(
    join(compose, '.env'),
    `\nPOLLUX_IMAGE=${image.name}\n${Object.entries(ports)
      .map(([name, port]) => `${name}=${port}`)
      .join('\n')}\n`,
  )
  const env = {
    ...process.env,
    STACK_FOLDER: compose,
    COMPOSE_PROJECT_NAME: project,
    STACK_URL: url,
    STACK_HTTP_URL: `http://localhost:${ports.HTTP_PORT}`,
    STACK_FIGURES: figures,
    // What the machine signed itself, the tests trust, and nothing else that is not trusted anyway.
    NODE_EXTRA_CA_CERTS: join(compose, 'secrets', 'certificates', 'fullchain.pem'),
  }
  let status = 1
  try {
    const tests = spawnSync(process.execPath, ['--test', '--test-concurrency=1', '--test-reporter=spec', ...files], {
      cwd: root,
      env,
      stdio: 'inherit',
    })
    status = tests.status ?? 1
    if (positionals.length === 0)
      writeStackReport(root, {
        image,
        figures: existsSync(figures) ? readFileSync(figures, 'utf8') : '',
        passed: status === 0,
      })
  } finally {
    if (values.keep)
      process.stdout.write(
        `The stack is left running: cd ${compose} && COMPOSE_PROJECT_NAME=${project} docker compose ps\n`,
      )
    else {
      spawnSync('docker', ['compose', '--profile', '*', 'down', '--volumes', '--timeout', '10'], {
        cwd: compose,
        env,
        stdio: 'inherit',
      })
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return status
}

process.exitCode = await main()
