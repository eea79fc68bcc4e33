import { posix } from 'node:path'

export interface Import {
  readonly line: number
  readonly specifier: string
  /** `import type …`: gone when the program runs. `import { type A }` is not: the module is still loaded. */
  readonly typeOnly: boolean
}

const staticImport = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm
const dynamicImport = /\bimport\(\s*'([^']+)'\s*\)/g
const typeQuery = /\btypeof import\(\s*'([^']+)'\s*\)/g

/** What a TypeScript file imports, read from its text. Relies on Prettier's shape: single quotes, imports unindented. */
export function importsOf(text: string): Import[] {
  const found: Import[] = []
  const add = (index: number, specifier: string, typeOnly: boolean): void => {
    found.push({ line: text.slice(0, index).split('\n').length, specifier, typeOnly })
  }
  const queries = new Set([...text.matchAll(typeQuery)].map((match) => match.index + 'typeof '.length))
  for (const match of text.matchAll(staticImport)) add(match.index, match[2] ?? '', match[1] !== undefined)
  for (const match of text.matchAll(dynamicImport)) add(match.index, match[1] ?? '', queries.has(match.index))
  return found
}

/** The file in the project (`src/twin/index.ts`), or the package (`pg`, `@fastify/static`, `node:fs`) an import means. */
export function resolveImport(
  importer: string,
  specifier: string,
  aliases: Readonly<Record<string, string>>,
): { file: string } | { package: string } | { unknown: string } {
  if (specifier.startsWith('.')) return { file: posix.join(posix.dirname(importer), specifier) }
  if (specifier.startsWith('#')) {
    for (const [alias, target] of Object.entries(aliases)) {
      const [head = '', tail] = alias.split('*')
      if (tail === undefined ? specifier === alias : specifier.startsWith(head)) {
        return { file: posix.normalize(target.replace('*', specifier.slice(head.length))) }
      }
    }
    return { unknown: specifier }
  }
  if (specifier.startsWith('node:')) return { package: specifier }
  const [scope = '', name = ''] = specifier.split('/')
  return { package: specifier.startsWith('@') ? `${scope}/${name}` : scope }
}
