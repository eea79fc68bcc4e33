const maxLines = 400
const code = /\.(ts|tsx|mjs|js|css|sql|sh)$/
const grabBags = new Set(['utils', 'util', 'shared', 'common', 'lib', 'helpers', 'services', 'core', 'misc'])
const vagueNames = /-(manager|helper|service|util|utils|handler)\.(ts|tsx|mjs)$/
const kebabCase = /^(\d{4}_)?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/ // migrations are numbered: 0001_knowledge.sql
const kebabFolders = /^(src|web\/src|test|scripts|eval|bench|examples)\//
// Names that tools or readers expect in capitals.
const conventional = new Set(['README.md', 'Dockerfile'])

interface Leak {
  pattern: RegExp
  what: string
}

const leaks: Leak[] = [
  {
    pattern: /(?<![\w.~-])\/(work(?!\/\d)|root|home\/[a-z]\w*|Users\/[A-Za-z]\w*|opt\/node\d*)\//,
    what: 'a path of one machine',
  },
  {
    pattern: /\b(registry\.[\w-]+\.\w+|[\w.-]*(npmmirror|artifactory|verdaccio|jfrog)[\w.-]*\.\w+)\b/,
    what: 'the host of a package registry',
  },
]

/** Who may say that a row came through the audience wall (`authorized`, src/auth). */
const wallKeepers = /^src\/(.*-store\.ts|twin\/answering\/passage-cache\.ts|.*\.test\.ts)$/

/** What is wrong with one file of the project: its place, its name, its length, or what it gives away of a machine. */
export function fileProblems(path: string, text: string): string[] {
  const problems: string[] = []
  const folders = path.split('/')
  const name = folders.pop() ?? ''
  const bag = folders.find((folder) => grabBags.has(folder))
  if (bag) problems.push(`a folder named "${bag}" collects what nobody can find again: put the file beside its user`)
  if (vagueNames.test(name))
    problems.push('name the file after what it does: manager, helper, service, util and handler say nothing')
  if (kebabFolders.test(path) && !conventional.has(name) && ![...folders, name].every((part) => kebabCase.test(part))) {
    problems.push('names of files and folders are kebab-case')
  }
  const lines = text.split('\n').length - 1
  // What a program writes, a row of it for each column, nobody reads from top to bottom.
  const isGenerated = text.startsWith('// Made by "npm run generate"')
  if (code.test(name) && !isGenerated && lines > maxLines)
    problems.push(`${lines} lines; at most ${maxLines}: split it by what it does`)
  for (const { pattern, what } of leaks) {
    const line = text.split('\n').findIndex((content) => pattern.test(content))
    if (line >= 0) problems.push(`line ${line + 1} holds ${what}`)
  }
  if (path.startsWith('src/') && !wallKeepers.test(path) && /(?<!function )\bauthorized(<\w+>)?\(/.test(text))
    problems.push('only stores, and the cache of passages, say that a row is authorized: read it by one of them')
  return problems.map((problem) => `${path}: ${problem}`)
}
