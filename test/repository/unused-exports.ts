import { importsOf, resolveImport } from './imports.ts'

const declaration =
  /^export\s+(?:declare\s+)?(?:async\s+)?(function\*?|const|let|class|interface|type)\s+([A-Za-z_$][\w$]*)/gm
const list = /^export\s+(type\s+)?\{([^}]*)\}/gm
const clause = /^(?:import|export)\s+(?:type\s+)?([^'";]*?)\sfrom\s+'([^']+)'/gm
const dynamic = /(?:const|let)\s+\{([^}]*)\}\s*=\s*await\s+import\(\s*'([^']+)'\s*\)/g

interface Export {
  readonly name: string
  readonly line: number
  /** A type that the file itself uses is there for readers of a signature; it may stay exported. */
  readonly ownUse: boolean
}

/** Exported names that no other file imports, as `file:line: name`. Doors count as users of what they pass on. */
export function unusedExports(files: ReadonlyMap<string, string>, aliases: Readonly<Record<string, string>>): string[] {
  const used = new Map<string, Set<string>>() // file -> imported names; '*' for all
  const use = (file: string, names: string[]): void => {
    const known = used.get(file) ?? new Set()
    for (const name of names) known.add(name)
    used.set(file, known)
  }
  for (const [file, text] of files) {
    const resolve = (specifier: string): string | undefined => {
      const target = resolveImport(file, specifier, aliases)
      return 'file' in target ? target.file : undefined
    }
    const named = new Set<string>()
    for (const pattern of [clause, dynamic]) {
      for (const [, names = '', specifier = ''] of text.matchAll(pattern)) {
        const target = resolve(specifier)
        if (target === undefined) continue
        named.add(specifier)
        use(target, importedNames(names, pattern === dynamic))
      }
    }
    // import('./x.ts') without a list of names, or new URL('./x.ts', …): taken as using everything.
    for (const { specifier } of importsOf(text)) {
      const target = resolve(specifier)
      if (target !== undefined && !named.has(specifier)) use(target, ['*'])
    }
  }
  const unused: string[] = []
  for (const [file, text] of files) {
    const names = used.get(file) ?? new Set()
    if (names.has('*')) continue
    // A door also passes on the types of what it hands out, whether or not someone must name them today.
    const isDoor = /^src\/[^/]+\/index\.ts$/.test(file)
    for (const { name, line, ownUse } of exportsOf(text, isDoor)) {
      if (!names.has(name) && !ownUse) unused.push(`${file}:${line}: ${name}`)
    }
  }
  return unused
}

function importedNames(text: string, isDynamic: boolean): string[] {
  const braces = isDynamic ? text : (/\{([^}]*)\}/.exec(text)?.[1] ?? '')
  const names = braces
    .split(',')
    .map(
      (part) =>
        part
          .trim()
          .replace(/^type\s+/, '')
          .split(/\s+as\s+|\s*:\s*/)[0] ?? '',
    )
    .filter((name) => name !== '')
  if (isDynamic) return names
  const outside = text.replace(/\{[^}]*\}/, '')
  if (outside.includes('*')) names.push('*')
  if (/^[A-Za-z_$]/.test(outside.trim())) names.push('default')
  return names
}

function exportsOf(text: string, isDoor: boolean): Export[] {
  const found: Export[] = []
  const lineOf = (index: number): number => text.slice(0, index).split('\n').length
  for (const match of text.matchAll(declaration)) {
    const [, kind = '', name = ''] = match
    const uses = text.match(new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`, 'g'))?.length ?? 0
    found.push({ name, line: lineOf(match.index), ownUse: /interface|type/.test(kind) && uses > 1 })
  }
  for (const match of text.matchAll(list)) {
    for (const part of (match[2] ?? '').split(',')) {
      if (isDoor && (match[1] !== undefined || part.trim().startsWith('type '))) continue
      const name =
        part
          .trim()
          .replace(/^type\s+/, '')
          .split(/\s+as\s+/)
          .pop() ?? ''
      if (name !== '') found.push({ name, line: lineOf(match.index), ownUse: false })
    }
  }
  return found
}
