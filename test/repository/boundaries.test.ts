import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boundaryViolations, staleExceptions } from './boundaries.ts'
import { importsOf, resolveImport } from './imports.ts'
import { readJson, textsOf } from './project-files.ts'

interface Manifest {
  imports: Record<string, string>
  dependencies: Record<string, string>
}

const manifest = readJson<Manifest>('package.json')
const dependencies = Object.keys(manifest.dependencies)
const aliases = manifest.imports

test('every import in the project follows the architecture', () => {
  const files = textsOf(/^(src|eval|bench|examples|scripts)\/.*\.ts$/)
  assert.ok(files.size > 20, 'the scan found the sources')
  assert.deepEqual(boundaryViolations({ files, aliases, dependencies }), [])
  assert.deepEqual(staleExceptions({ files, aliases, dependencies }), [])
})

const doors = { '#twin': './src/twin/index.ts', '#auth': './src/auth/index.ts', '#desk': './src/desk/index.ts' }
const foundations = { '#storage': './src/storage/index.ts', '#models': './src/models/index.ts' }

/** What is wrong with one made-up file. */
function judge(file: string, line: string): string[] {
  const project = {
    files: new Map([[file, `${line}\n`]]),
    aliases: { ...doors, ...foundations },
    dependencies: ['zod', 'pg'],
  }
  return boundaryViolations(project).map((violation) => violation.replace(/^.*?: /, ''))
}

const allowed: [file: string, line: string][] = [
  ['src/surfaces/rest/rest.ts', "import { createTwin } from '#twin'"],
  ['src/surfaces/rest/rest.ts', "import { replyStream } from '../http/stream.ts'"],
  ['src/surfaces/rest/rest.ts', "import type { FastifyInstance } from 'fastify'"],
  ['src/twin/twin.ts', "import { audienceLevel } from '#auth'"],
  ['src/twin/twin.ts', "import type { Database } from '#storage'"],
  ['src/twin/twin.ts', "import { z } from 'zod'"],
  ['src/twin/answering/answer.ts', "import { search } from '../retrieval/search.ts'"],
  ['src/twin/retrieval/passage-store.ts', "import pg from 'pg'"],
  ['src/app.ts', "import { createTwin } from '#twin'"],
  ['eval/main.ts', "import { createTwin } from '#twin'"],
  ['src/twin/twin.test.ts', "import { startPostgres } from '../../test/support/postgres.ts'"],
]
for (const [file, line] of allowed) test(`allowed in ${file}: ${line}`, () => assert.deepEqual(judge(file, line), []))

const forbidden: [file: string, line: string, reason: RegExp][] = [
  ['src/surfaces/rest/rest.ts', "import { openPool } from '#storage'", /surfaces\/rest may not import storage/],
  ['src/surfaces/rest/rest.ts', "import { ask } from '../cli/ask.ts'", /surfaces\/rest may not import surfaces\/cli/],
  ['src/surfaces/rest/rest.ts', "import fastify from 'fastify'", /import type of fastify only/],
  ['src/surfaces/rest/rest.ts', "import { answer } from '../../twin/answering/answer.ts'", /by its door, #twin/],
  ['src/surfaces/http/server.ts', "import { owner } from '#auth'", /may import only types of auth/],
  ['src/auth/actor.ts', "import { createTwin } from '#twin'", /auth may not import twin/],
  ['src/twin/twin.ts', "import { createTickets } from '#desk'", /twin may not import desk/],
  ['src/twin/twin.ts', "import { createStorage } from '#storage'", /only types of storage/],
  ['src/twin/twin.ts', "import { type Database } from '#storage'", /only types of storage/],
  ['src/twin/twin.ts', "const { createStorage } = await import('#storage')", /only types of storage/],
  ['src/twin/twin.ts', "import { sql } from 'kysely'", /SQL lives in src\/storage/],
  ['src/twin/twin.ts', "import { spawn } from 'node:child_process'", /start programs/],
  ['src/twin/twin.ts', "import lodash from 'lodash'", /not under dependencies/],
  ['src/twin/twin.ts', "import { x } from '#nowhere'", /not in the imports/],
  ['src/twin/a-store.ts', "import { find } from './b-store.ts'", /another store/],
  ['src/twin/a-store.ts', "import { request } from 'node:http'", /talks to the database only/],
  ['src/storage/database.ts', "import { chat } from '#models'", /storage may not import models/],
  ['src/main.ts', "import { createTwin } from '#twin'", /main may not import twin/],
  ['src/clock.ts', 'export const now = 1', /must be listed/],
  ['src/gadgets/gadget.ts', 'export const now = 1', /not a part of the architecture/],
  ['eval/main.ts', "import { answer } from '../src/twin/answering/answer.ts'", /by its door/],
]
for (const [file, line, reason] of forbidden) {
  test(`forbidden in ${file}: ${line}`, () => {
    const [first = 'nothing was found', ...more] = judge(file, line)
    assert.match(first, reason)
    assert.deepEqual(more, [])
  })
}

test('imports are found in every form they are written in', () => {
  const text = [
    "import 'a'",
    'import {\n  one,\n  two,\n} from "not-ours"',
    "import {\n  one,\n  two,\n} from 'b'",
    "import type { C } from 'c'",
    "export * from './d.ts'",
    "export type { E } from './e.ts'",
    "  const f = await import('f')",
    "let g: typeof import('g')",
    " * import { x } from 'comment'",
  ].join('\n')
  assert.deepEqual(
    importsOf(text).map(({ specifier, typeOnly }) => `${specifier}${typeOnly ? ' (type)' : ''}`),
    ['a', 'b', 'c (type)', './d.ts', './e.ts (type)', 'f', 'g (type)'],
  )
  assert.deepEqual(importsOf(text)[1]?.line, 6)
})

test('an import is resolved to a file or a package', () => {
  assert.deepEqual(resolveImport('src/a/b.ts', '../c.ts', {}), { file: 'src/c.ts' })
  assert.deepEqual(resolveImport('src/a/b.ts', '#test/x.ts', { '#test/*': './test/support/*' }), {
    file: 'test/support/x.ts',
  })
  assert.deepEqual(resolveImport('src/a/b.ts', '@fastify/static/types', {}), { package: '@fastify/static' })
  assert.deepEqual(resolveImport('src/a/b.ts', '#none', {}), { unknown: '#none' })
})
