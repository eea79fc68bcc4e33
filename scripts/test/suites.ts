import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importsOf, resolveImport } from '../../test/repository/imports.ts'

export interface Suite {
  readonly name: 'unit' | 'embedded' | 'postgres15'
  readonly title: string
  readonly files: readonly string[]
  /** Value of TEST_DATABASE for the files; without one no database is started. */
  readonly database?: 'embedded' | 'postgres15'
  /** Run where only the loopback interface exists. */
  readonly loopbackOnly: boolean
  /** Start the product from a bundle of its sources, which takes half the time. */
  readonly bundled?: boolean
}

const folders = ['src', 'test', 'scripts', 'eval', 'bench', 'examples', 'web/src']
const usesDatabase = new Set(['test/support/postgres.ts'])
const usesRedis = new Set(['test/support/start-redis.ts'])
/** Runs it as a program, so that no import shows what it needs. */
const runsDrill = 'test/agents/drill.test.ts'
const usesChromium = new Set(['test/support/chromium.ts'])

/**
 * Long waits for other things than the database, the same thing again and again (kills, visitors, damaged backups), and ways in
 * without SQL of their own; what they reach of the database, other files run on both. Once is enough in `npm test`;
 * `npm run test:long` runs them on both too.
 */
const onceWhenShort = new RegExp(
  `^test/(${[
    'agents/(backup-(crash|hostile|memory|redis|sabotage)|kill-agents|cli-agents|monitoring|sabotage|sync|sync-folders)',
    'agents/(approvals-over-http|commander-hostile|drill|key-rights|maestro|runs-over-http|tool-refusals|tools|user-rights)',
    'documents/readme',
    'experiments/(doors|simulated-visitors)',
    'faults/kill-during-(experiment|feedback|ingestion|practice)',
    'interviews/(simulated|surfaces)',
    'interview/(hostile-postings|job-evaluation)',
    'mcp/(answer-app/[a-z-]+|approvals|bundle|conformance|everything|hostile|inspector|metrics|oauth-consent|oauth-metadata)',
    'mcp/(changes|oauth-attacks|plain-calls|reference|resources|rights|stdio|tools)',
    'surfaces/(account-pages|attacks|connect|consent-page|cross-origin|openai|openai-errors|openai-models|random-bodies/[a-z]+)',
    'surfaces/(cli|embedding|evaluations|first-start|health|hostile-runs|hostile-sources|http-errors|sign-in-attacks|stopping)',
    'surfaces/(error-reports|models|operations|preview|rate-limits|share-page|slow-requests|traces|web-page|widget|widget-script)',
    'web/[a-z-]+',
    'walls/(questions|forbidden-ids|hidden-neighbours)',
  ].join('|')})\\.test\\.ts$`,
)

/**
 * The long flows of single pages, which `npm run test:long` runs, and `npm test` by their names: in a whole run every page is opened all
 * the same (test/web/every-page), and the routes that the pages ask are tested over HTTP.
 */
const onlyWhenLong =
  /^test\/web\/(agents|analytics|experiments|interview|jobs|knowledge|operations|profile|settings-(grants|records))\.test\.ts$/

/** Pages in a browser ask the same routes as other tests, which run on both databases; they are looked at once, as thoroughly as can be. */
const onceAlways = /^test\/web\//

/** Every test file of the project that matches one of the filters (parts of paths; all when there are none). */
export function testFiles(root: string, filters: readonly string[] = []): string[] {
  return (
    folders
      .flatMap((folder) => globSync(`${folder}/**/*.test.ts`, { cwd: root }))
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => !path.includes('node_modules/'))
      // Of the whole stack, on a Docker engine: npm run test:stack.
      .filter((path) => !path.startsWith('test/stack/'))
      .filter((path) => filters.length === 0 || filters.some((filter) => path.includes(filter)))
      .sort()
  )
}

/**
 * Files that use no database run once. The others run on both databases: on the embedded one with no network but
 * loopback, where the whole product must work, and on Debian's PostgreSQL, reached as DATABASE_URL reaches one.
 */
export function planSuites(root: string, files: readonly string[], { long = false, bundled = false } = {}): Suite[] {
  const database = files
    .filter((file) => reaches(root, file, usesDatabase))
    .filter((file) => long || !onlyWhenLong.test(file))
  const others = files.filter((file) => !reaches(root, file, usesDatabase))
  const chromium = others.filter((file) => reaches(root, file, usesChromium))
  const unit = others.filter((file) => !chromium.includes(file))
  const suites: Suite[] = [
    { name: 'unit', title: 'without a database', files: [...unit, ...chromium], loopbackOnly: false },
    {
      name: 'embedded',
      title: 'on the embedded PostgreSQL, loopback only',
      files: database,
      database: 'embedded',
      loopbackOnly: true,
      bundled,
    },
    {
      name: 'postgres15',
      title: 'on PostgreSQL 15',
      files: database.filter((file) => !(long ? onceAlways : onceWhenShort).test(file)),
      database: 'postgres15',
      loopbackOnly: false,
    },
  ]
  return suites.filter((suite) => suite.files.length > 0)
}

/** Whether any of the files opens a web browser. */
export function needsChromium(root: string, files: readonly string[]): boolean {
  return files.some((file) => reaches(root, file, usesChromium))
}

/** Whether any of the files starts a Redis. */
export function needsRedis(root: string, files: readonly string[]): boolean {
  return files.includes(runsDrill) || files.some((file) => reaches(root, file, usesRedis))
}

/** Whether any of the files starts an Alertmanager. */
export function needsAlertmanager(files: readonly string[]): boolean {
  return files.includes(runsDrill)
}

/** Whether `file` imports one of `targets`, directly or through other files of tests. */
function reaches(root: string, file: string, targets: ReadonlySet<string>, seen = new Set<string>()): boolean {
  if (targets.has(file)) return true
  if (seen.has(file) || !existsSync(join(root, file))) return false
  seen.add(file)
  const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    imports: Record<string, string>
  }
  return importsOf(readFileSync(join(root, file), 'utf8')).some(({ specifier }) => {
    const target = resolveImport(file, specifier, imports)
    return 'file' in target && !target.file.startsWith('src/') && reaches(root, target.file, targets, seen)
  })
}
