import { importsOf, resolveImport, type Import } from './imports.ts'

/** Lowest first: a domain imports only what stands before it. */
const domains = [
  'audit',
  'auth',
  'auditor',
  'privacy',
  'analytics',
  'experiments',
  'twin',
  'interview',
  'desk',
  'agents',
  'operations',
]
const surfaces = ['http', 'rest', 'mcp', 'oauth', 'openai', 'web', 'cli']
const foundations = ['models', 'storage', 'observability']

/**
 * Single files beside the areas. A helper lives beside its only user; when a second area needs it, it becomes a named
 * file here. This list is the brake: before adding to it, ask whether the two areas should know each other at all.
 */
const rootFiles = [
  'again',
  'main',
  'app',
  'server-app',
  'server-role',
  'stdio-app',
  'config',
  'config-values',
  'errors',
  'version',
  'fault-point',
  'delete-every-day',
  'despite-outages',
  'derive-key',
  'plain-words',
  'plain-line',
  'scrub',
  'values-from-files',
  'write-problem',
]

const withDoor = new Set([...domains, ...foundations])

/** A part of the tree: `main`, `twin`, `surfaces/http`, `eval`; a store is a part of its own. */
function areaOf(file: string): string {
  const [top = '', second = '', third = ''] = file.split('/')
  if (top !== 'src') return top
  if (second.endsWith('.ts')) return second.slice(0, -'.ts'.length)
  return second === 'surfaces' ? `surfaces/${third}` : second
}

const isDoor = (file: string): boolean => /^src\/[^/]+\/index\.ts$/.test(file)
const isStore = (file: string): boolean => file.endsWith('-store.ts')

interface Reach {
  /** Parts whose values may be imported. */
  values: string[]
  /** Parts of which only types may be imported. */
  types?: string[]
}

function reachOf(area: string): Reach | undefined {
  const [top, surface = ''] = area.split('/')
  // The command line is the process's own door, so the process may open it; all else it reaches through app.
  if (area === 'main')
    return {
      values: [
        'app',
        'server-app',
        'stdio-app',
        'config',
        'errors',
        'fault-point',
        'observability',
        'surfaces/cli',
        'values-from-files',
      ],
    }
  if (area === 'app' || area === 'server-app' || area === 'stdio-app') {
    const allSurfaces = surfaces.map((name) => `surfaces/${name}`)
    return {
      values: [
        'app',
        ...domains,
        ...foundations,
        ...allSurfaces,
        'config',
        'despite-outages',
        'errors',
        'server-role',
        'version',
        'write-problem',
      ],
    }
  }
  if (area === 'config') return { values: ['config-values', 'errors', 'plain-words'] }
  if (area === 'despite-outages' || area === 'values-from-files') return { values: ['errors'] }
  if (
    [
      'again',
      'config-values',
      'errors',
      'version',
      'fault-point',
      'delete-every-day',
      'derive-key',
      'plain-words',
      'plain-line',
      'scrub',
      'server-role',
      'write-problem',
    ].includes(area)
  )
    return { values: [] }
  if (area === 'surfaces/http') return { values: ['errors', 'observability', 'version'], types: ['config', 'auth'] }
  if (top === 'surfaces') {
    if (!surfaces.includes(surface)) return undefined
    const values = [...domains, 'surfaces/http', 'config', 'errors', 'observability', 'plain-line', 'version']
    return { values, types: ['models', 'server-role'] }
  }
  if (foundations.includes(area)) return { values: ['errors', 'version', 'derive-key', 'scrub'], types: ['config'] }
  if (domains.includes(area)) {
    const before = domains.slice(0, domains.indexOf(area))
    return {
      values: [...before, 'again', 'errors', 'version', 'fault-point', 'delete-every-day', 'derive-key', 'plain-line'],
      types: ['models', 'storage', 'observability'],
    }
  }
  if (['examples', 'bench', 'eval', 'scripts'].includes(area)) {
    return {
      values: ['app', 'server-app', 'config', 'errors', 'version', 'test', 'bench', 'eval', ...domains, ...foundations],
    }
  }
  return undefined
}

interface Confinement {
  packages: RegExp
  /** Files that may import it. */
  to: RegExp
  /** Files that may import its types. */
  types?: RegExp
  why: string
}

const store = '-store\\.ts$'
const confinements: Confinement[] = [
  {
    packages: /^(kysely|pg|pg-copy-streams)$/,
    to: new RegExp(`^src/storage/|${store}`),
    why: 'SQL lives in src/storage and *-store.ts files',
  },
  {
    packages: /^fastify$/,
    to: /^src\/surfaces\/http\//,
    types: /^src\/(surfaces\/|(server-)?app\.ts$)/,
    why: 'surfaces/http owns the server',
  },
  { packages: /^(@fastify\/.*|fastify-type-provider-zod)$/, to: /^src\/surfaces\//, why: 'HTTP stays in the surfaces' },
  { packages: /^@modelcontextprotocol\//, to: /^src\/surfaces\/mcp\//, why: 'MCP stays in its surface' },
  { packages: /^commander$/, to: /^src\/surfaces\/cli\//, why: 'the command line stays in its surface' },
  { packages: /^(better-auth|@better-auth\/.*)$/, to: /^src\/auth\//, why: 'sign-in stays in auth' },
  { packages: /^pg-boss$/, to: /^src\/agents\/runs\//, why: 'the queue is a detail of durable runs' },
  {
    packages: /^@ai-sdk\//,
    to: /^src\/models\//,
    why: 'providers stay behind the interfaces of src/models',
  },
  { packages: /^@opentelemetry\//, to: /^src\/observability\//, why: 'spans are opened through src/observability' },
  { packages: /^prom-client$/, to: /^src\/observability\//, why: 'metrics are declared in observability' },
  { packages: /^pino$/, to: /^src\/observability\//, types: /^src\//, why: 'loggers are handed down' },
  {
    packages: /^node:child_process$/,
    to: /^src\/(storage\/embedded|twin\/knowledge\/extract|agents\/(commander|backup))\//,
    why: 'only the embedded database, the reader of untrusted files and two agents start programs',
  },
]

/** Standard modules that reach the network; a store talks to the database and to nothing else. */
const network = /^(node:(http|https|http2|net|tls|dns|dgram)|undici)$/

/** Named breaches, each with its reason. One that nothing needs any more is reported. */
const exceptions = [
  {
    from: /^eval\/fit\//,
    to: /^src\/twin\//,
    why: 'fits the constants inside the ranking, which are not for the door',
  },
  {
    from: /^eval\/fit\//,
    to: /^src\/agents\//,
    why: 'trains the models inside two agents, which are not for the door',
  },
]

export interface Project {
  /** Path from the root of the project, with `/`, to text. */
  readonly files: ReadonlyMap<string, string>
  /** `imports` of package.json. */
  readonly aliases: Readonly<Record<string, string>>
  /** Names under `dependencies` of package.json. */
  readonly dependencies: readonly string[]
}

/** Reasons of the exceptions that no import in the project needs. */
export function staleExceptions({ files, aliases }: Project): string[] {
  const needed = (file: string, text: string, to: RegExp): boolean =>
    importsOf(text).some(({ specifier }) => {
      const target = resolveImport(file, specifier, aliases)
      return 'file' in target && to.test(target.file) && !isDoor(target.file)
    })
  return exceptions
    .filter(({ from, to }) => ![...files].some(([file, text]) => from.test(file) && needed(file, text, to)))
    .map(({ why }) => why)
}

/** Every import that the architecture forbids, as `file:line: reason`. */
export function boundaryViolations({ files, aliases, dependencies }: Project): string[] {
  const found: string[] = []
  for (const [file, text] of files) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts') || file.startsWith('test/') || file.startsWith('web/'))
      continue
    const area = areaOf(file)
    const misplaced = misplacedFile(file, area)
    if (misplaced) found.push(`${file}: ${misplaced}`)
    for (const entry of importsOf(text)) {
      const target = resolveImport(file, entry.specifier, aliases)
      const reason =
        'unknown' in target
          ? `${target.unknown} is not in the imports of package.json`
          : 'file' in target
            ? forbiddenFile(file, area, target.file, entry)
            : forbiddenPackage(file, target.package, entry, dependencies)
      if (reason) found.push(`${file}:${entry.line}: ${reason}`)
    }
  }
  return found
}

function misplacedFile(file: string, area: string): string | undefined {
  if (!file.startsWith('src/')) return undefined
  if (file.split('/').length === 2 && !rootFiles.includes(area)) {
    return 'a single file at the root of src must be listed in test/repository/boundaries.ts'
  }
  if (file.split('/').length > 2 && reachOf(area) === undefined) return `${area} is not a part of the architecture`
  return undefined
}

function forbiddenFile(file: string, area: string, target: string, { typeOnly }: Import): string | undefined {
  if (exceptions.some(({ from, to }) => from.test(file) && to.test(target))) return undefined
  const targetArea = areaOf(target)
  if (targetArea === area) {
    return isStore(file) && isStore(target) && !typeOnly ? 'a store may not import another store' : undefined
  }
  const reach = reachOf(area)
  if (reach === undefined) return undefined // reported once, as misplaced
  const allowed = reach.values.includes(targetArea)
  const asType = allowed || (reach.types ?? []).includes(targetArea)
  if (!asType) return `${area} may not import ${targetArea}`
  if (!allowed && !typeOnly) return `${area} may import only types of ${targetArea} (import type)`
  if (withDoor.has(targetArea) && !isDoor(target)) return `import ${targetArea} by its door, #${targetArea}`
  if (isStore(file) && targetArea === 'models') return 'a store may not import models'
  return undefined
}

function forbiddenPackage(
  file: string,
  name: string,
  { typeOnly }: Import,
  dependencies: readonly string[],
): string | undefined {
  if (!file.startsWith('src/')) return undefined
  for (const { packages, to, types, why } of confinements) {
    if (!packages.test(name) || to.test(file)) continue
    if (types?.test(file)) return typeOnly ? undefined : `import type of ${name} only: ${why}`
    return `${name} may not be imported here: ${why}`
  }
  if (isStore(file) && network.test(name)) return `a store may not import ${name}: it talks to the database only`
  if (!name.startsWith('node:') && !dependencies.includes(name) && !typeOnly) {
    return `${name} is not under dependencies in package.json (a built-in is written node:${name})`
  }
  return undefined
}
