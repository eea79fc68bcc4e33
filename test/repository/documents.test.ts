import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { errorCodes } from '#errors'
import { errorStatus } from '../../src/surfaces/http/error-status.ts'
import { readJson, readText, root, textsOf } from './project-files.ts'

interface Manifest {
  version: string
  scripts: Record<string, string>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const manifest = readJson<Manifest>('package.json')

test('docs/reference/errors.md lists every error code with its status, and no other', () => {
  const rows = readText('docs/reference/errors.md').matchAll(/^\| `([a-z_]+)` +\| (\d{3}) /gm)
  const documented = Object.fromEntries([...rows].map(([, code = '', status]) => [code, Number(status)]))
  assert.deepEqual(documented, Object.fromEntries(errorCodes.map((code) => [code, errorStatus[code]])))
})

test('DEPENDENCIES.md says of every direct dependency, and of no other package, what earns it', () => {
  const page = readText('DEPENDENCIES.md')
  const sections = page.split(/^## /m).slice(1)
  for (const [title, folder] of [
    ['Server', '.'],
    ['Web page', 'web'],
  ] as const) {
    const section = sections.find((text) => text.startsWith(`${title}\n`)) ?? ''
    const listed = [...section.matchAll(/^\| (`[^|]+`) +\| \S.*\S +\|$/gm)].flatMap(([, names = '']) =>
      names.split(', ').map((name) => name.replaceAll('`', '')),
    )
    const { dependencies, devDependencies, optionalDependencies } = readJson<Manifest>(`${folder}/package.json`)
    const direct = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
    assert.deepEqual(listed.sort(), direct.sort(), `section "${title}"`)
  }
})

test('every dependency of the server is imported by it', () => {
  const sources = [...textsOf(/^src\/.*(?<!\.test)\.ts$/).values()].join('\n')
  const idle = Object.keys(manifest.dependencies ?? {}).filter(
    (name) => !new RegExp(`(from |import\\(|resolve\\()'${name}(/[^']*)?'`).test(sources),
  )
  assert.deepEqual(idle, [], 'npm uninstall them, or move them to devDependencies')
})

test('CHANGELOG.md has a section for what is coming or for this version', () => {
  const escaped = manifest.version.replaceAll('.', '\\.')
  assert.match(readText('CHANGELOG.md'), new RegExp(`^## \\[?(Unreleased|${escaped})\\b`, 'm'))
})

const scriptCommand = /^exec node scripts\/(launch|pollux)\.mjs(?: --dev| --web)*(?: (\S+))?(?: (\S+\.(?:ts|mjs)))?/

test('every npm script starts through the launcher and runs a file that exists', () => {
  for (const [name, command] of Object.entries(manifest.scripts)) {
    const [, , tool, file] =
      scriptCommand.exec(command) ?? assert.fail(`"${name}" does not start with exec node scripts/launch.mjs`)
    if (tool === 'node') assert.ok(existsSync(join(root, file ?? '')), `"${name}" runs ${file}, which does not exist`)
  }
})

test('every npm command in the documents is a script of package.json', () => {
  const missing: string[] = []
  for (const [path, text] of textsOf(/\.(md|sh)$|^\.ci\/run$|^\.github\//)) {
    if (path.startsWith('sample/') || path.startsWith('eval/')) continue
    for (const [command, name = ''] of text.matchAll(
      /\bnpm (?:run )?(?:--silent )?(start|test|(?<=run )[a-z][a-z:-]*)/g,
    )) {
      const folder =
        /--prefix web|cd web/.test(text.slice(0, text.indexOf(command)).split('\n').pop() ?? '') ||
        path.startsWith('web/')
          ? 'web'
          : '.'
      if (!(name in readJson<Manifest>(`${folder}/package.json`).scripts)) missing.push(`${path}: ${command}`)
    }
  }
  assert.deepEqual(missing, [])
})

test('links between the documents lead somewhere', () => {
  const broken: string[] = []
  for (const [path, text] of textsOf(/\.md$/)) {
    if (path.startsWith('sample/') || path.startsWith('eval/datasets/')) continue
    for (const [, target = ''] of text
      .replace(/```[\s\S]*?```/g, '')
      .matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)) {
      if (!existsSync(join(root, path, '..', target))) broken.push(`${path}: ${target}`)
    }
  }
  assert.deepEqual(broken, [])
})
