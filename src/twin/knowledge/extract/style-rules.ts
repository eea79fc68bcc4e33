/** Longhands and their values in lower case; a later or stronger declaration has won. */
export type Declarations = ReadonlyMap<string, string>

/** What a selector is matched against. */
export interface Styled {
  readonly tag: string
  readonly id: string | undefined
  readonly classes: ReadonlySet<string>
  readonly inline: string | undefined
  /** The elements it lies in, innermost first. */
  readonly ancestors: readonly Styled[]
}

interface Compound {
  readonly tag: string | undefined
  readonly ids: readonly string[]
  readonly classes: readonly string[]
}

interface Declaration {
  readonly name: string
  readonly value: string
  readonly important: boolean
}

interface Rule {
  /** The compound that the element itself must match comes last. */
  readonly compounds: readonly Compound[]
  /** Ids, classes and types (Selectors Level 4, section 17), one number; equal ones go by order. */
  readonly specificity: number
  readonly declarations: readonly Declaration[]
}

/** Beyond this, a style sheet's rules are not read: no page needs them, and matching takes time. */
const maxRules = 20_000

/**
 * A reader of style sheets for what a person sees on the screen: types, classes, ids and lists of them inside each other
 * (a child is taken for any descendant). Selectors with a state, an attribute or a sibling are left out, and so are
 * conditions on anything but the screen.
 */
export function styleRules(sheets: readonly string[], relevant: ReadonlySet<string>) {
  const byKey = new Map<string, Rule[]>()
  let count = 0
  for (const { selectors, body } of sheets.flatMap((sheet) => [...rulesOf(sheet)])) {
    const declarations = declarationsOf(body).filter(({ name }) => relevant.has(name))
    if (declarations.length === 0) continue
    for (const selector of selectors.split(',')) {
      const compounds = compoundsOf(selector)
      const last = compounds?.at(-1)
      if (!compounds || !last || ++count > maxRules) continue
      const key = last.ids[0] ? `#${last.ids[0]}` : last.classes[0] ? `.${last.classes[0]}` : (last.tag ?? '*')
      const rule = { compounds, declarations, specificity: specificityOf(compounds) }
      const rules = byKey.get(key)
      if (rules) rules.push(rule)
      else byKey.set(key, [rule])
    }
  }

  /** The winning declarations of an element, its own `style` included. */
  return (element: Styled): Declarations => {
    const keys = ['*', element.tag, `#${element.id ?? ''}`, ...[...element.classes].map((name) => `.${name}`)]
    const rules = keys
      .flatMap((key) => byKey.get(key) ?? [])
      .filter(({ compounds }) => matches(compounds, element))
      .toSorted((a, b) => a.specificity - b.specificity)
      .flatMap(({ declarations }) => declarations)
    const all = [...rules, ...(element.inline ? declarationsOf(withoutComments(element.inline)) : [])]
    const inOrder = [...all.filter(({ important }) => !important), ...all.filter(({ important }) => important)]
    return new Map(inOrder.map(({ name, value }) => [name, value]))
  }
}

function* rulesOf(sheet: string): Generator<{ selectors: string; body: string }> {
  const text = withoutComments(sheet)
  let start = 0
  // How many of the open blocks are conditions that do not hold on a screen, such as @media print or @keyframes.
  const blocks: boolean[] = []
  for (const match of text.matchAll(/[{};]/g)) {
    const before = text.slice(start, match.index).trim()
    start = match.index + 1
    if (match[0] === '}') blocks.pop()
    if (match[0] !== '{') continue
    if (before.startsWith('@')) {
      blocks.push(/^@media\b(?!.*\b(?:print|speech)\b)|^@(?:layer|supports)\b/i.test(before))
      continue
    }
    const end = text.indexOf('}', start)
    blocks.push(true)
    if (end !== -1 && blocks.every(Boolean)) yield { selectors: before, body: text.slice(start, end) }
  }
}

function declarationsOf(body: string): Declaration[] {
  return body.split(';').flatMap((declaration) => {
    const [, name, value] = /^\s*([\w-]+)\s*:\s*(.*?)\s*$/s.exec(declaration.toLowerCase()) ?? []
    if (!name || !value) return []
    return [{ name, value: value.replace(/\s*!\s*important$/, ''), important: /!\s*important$/.test(value) }]
  })
}

function compoundsOf(selector: string): Compound[] | undefined {
  const parts = selector.trim().split(/\s*>\s*|\s+/)
  const compounds = parts.map((part) => /^([a-z][\w-]*|\*)?((?:[.#][\w-]+)*)$/i.exec(part))
  if (parts.includes('') || compounds.includes(null)) return undefined
  return compounds.map((match) => {
    const [, tag, names = ''] = match!
    const list = names.match(/[.#][\w-]+/g) ?? []
    const those = (mark: string) => list.filter((name) => name.startsWith(mark)).map((name) => name.slice(1))
    return { tag: tag === '*' ? undefined : tag?.toLowerCase(), ids: those('#'), classes: those('.') }
  })
}

function specificityOf(compounds: readonly Compound[]): number {
  return compounds.reduce(
    (sum, { tag, ids, classes }) => sum + ids.length * 1e6 + classes.length * 1e3 + (tag ? 1 : 0),
    0,
  )
}

function matches(compounds: readonly Compound[], element: Styled): boolean {
  if (!fits(compounds.at(-1)!, element)) return false
  let wanted = compounds.length - 2
  for (const ancestor of element.ancestors) {
    if (wanted < 0) break
    if (fits(compounds[wanted]!, ancestor)) wanted--
  }
  return wanted < 0
}

function fits({ tag, ids, classes }: Compound, element: Styled): boolean {
  return (
    (tag === undefined || tag === element.tag) &&
    ids.every((id) => id === element.id) &&
    classes.every((name) => element.classes.has(name))
  )
}

function withoutComments(css: string): string {
  return css.replace(/\/\*[^]*?(?:\*\/|$)/g, ' ')
}
