import { parse, parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { SkipError } from './outcome.ts'
import {
  factsOfPosting,
  findJobPosting,
  requirementFields,
  type JobPosting,
  type PostingFacts,
} from './job-posting-ld.ts'
import { textOf, writeChildren, writeHtml } from './read-html.ts'
import { removeHidden } from './remove-hidden.ts'
import { collapse, type TextBuilder } from './text-builder.ts'

export interface PostingPage {
  readonly title?: string | undefined
  readonly lang?: string | undefined
  readonly facts: PostingFacts
}

/** A description shorter than this is a teaser; the page itself says more. */
const shortestDescription = 200

/**
 * Writes the posting that a page shows: its JSON-LD `JobPosting` (schema.org) when it has one with a description, else what is
 * left of the page without navigation, cookie notices, footers and lists of other postings.
 */
export function writePostingPage(source: string, builder: TextBuilder): PostingPage {
  const document = parse(source)
  const posting = scriptsOf(document).map(findJobPosting).find(Boolean)
  const html = document.childNodes.find((node) => node.nodeName === 'html') as Tree.Element
  const lang = attribute(html, 'lang')?.split('-')[0]?.toLowerCase() || undefined
  if (posting && describes(posting)) return { ...writeJobPosting(posting, builder), lang }
  removeHidden(document)
  const h1 = findFirst(html, (element) => element.tagName === 'h1')
  const title = findFirst(html, (element) => element.tagName === 'title')
  removeClutter(html, h1)
  const main = findFirst(html, (element) => element.tagName === 'main' || attribute(element, 'role') === 'main')
  writeChildren(main && textOf(main).trim().length >= shortestDescription ? main : html, builder)
  return {
    title: (h1 && collapse(textOf(h1))) || (title && collapse(textOf(title))) || undefined,
    lang,
    facts: posting ? factsOfPosting(posting) : {},
  }
}

/** Writes a posting that comes as JSON: a schema.org `JobPosting`, alone or in a graph. */
export function writePostingJson(source: string, builder: TextBuilder): PostingPage {
  const posting = findJobPosting(source)
  if (!posting) throw new SkipError('unknown_type', 'This JSON holds no schema.org JobPosting ("@type": "JobPosting").')
  return writeJobPosting(posting, builder)
}

function describes({ description }: JobPosting): boolean {
  return (description?.length ?? 0) >= shortestDescription
}

function writeJobPosting(posting: JobPosting, builder: TextBuilder): PostingPage {
  const facts = factsOfPosting(posting)
  if (facts.title) builder.heading(1, facts.title)
  const group = {}
  for (const fact of [facts.company, facts.location]) if (fact) builder.line(fact, group)
  const description = decoded(posting.description ?? '')
  if (/<[a-z][^>]*>/i.test(description)) writeHtml(description, builder)
  else for (const paragraph of description.split(/\n\s*\n/)) builder.paragraph(paragraph)
  // What the other fields add to the description, under a heading of their own: most repeat it.
  const said = builder.toString()
  for (const [heading, items] of requirementFields(posting, said)) {
    builder.heading(2, heading)
    const list = {}
    for (const item of items) builder.line(`- ${item}`, list)
  }
  return { title: facts.title, facts }
}

/** Sites escape the HTML of a description, some of them twice. */
function decoded(text: string): string {
  let html = text
  for (let times = 0; times < 2 && /&lt;\/?[a-z]/i.test(html) && !/<[a-z][^>]*>/i.test(html); times++)
    html = textOf(parseFragment(html))
  return html
}

function scriptsOf(root: Tree.ParentNode): string[] {
  const found: string[] = []
  const open: Tree.Node[] = [root]
  for (let node = open.pop(); node; node = open.pop()) {
    if ('tagName' in node && node.tagName === 'script') {
      if (/^application\/ld\+json\b/i.test(attribute(node, 'type')?.trim() ?? '')) found.push(textOf(node))
    } else if ('childNodes' in node) open.push(...node.childNodes.toReversed())
  }
  return found
}

const clutterTags = new Set(['nav', 'aside', 'footer', 'form', 'dialog'])
const clutterRoles = /^(?:navigation|banner|contentinfo|complementary|dialog|alertdialog|search|menu|menubar)$/
/** Words of which classes and ids of clutter are made. */
const clutterNames =
  /^(?:nav|navbar|navigation|menu|topbar|header|masthead|footer|foot|cookies?|consent|ck|gdpr|banner|breadcrumbs?|sidebar|related|similar|recommended|recommendations|newsletter|subscribe|share|social|skip|popup|modal|advert|ads?|promo|alert)$/

/** Takes out what stands on every page of a site. What holds the page's main heading stays. */
function removeClutter(root: Tree.Element, heading: Tree.Element | undefined): void {
  const kept = new Set<Tree.Node>()
  for (
    let node: Tree.Node | null | undefined = heading;
    node;
    node = 'parentNode' in node ? node.parentNode : undefined
  )
    kept.add(node)
  const open: Tree.ParentNode[] = [root]
  for (let parent = open.pop(); parent; parent = open.pop()) {
    parent.childNodes = parent.childNodes.filter((node) => !('tagName' in node) || kept.has(node) || !isClutter(node))
    for (const node of parent.childNodes) if ('childNodes' in node) open.push(node)
  }
}

function isClutter(element: Tree.Element): boolean {
  if (clutterTags.has(element.tagName) || clutterRoles.test(attribute(element, 'role') ?? '')) return true
  if (element.tagName === 'body' || element.tagName === 'main') return false
  const names = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`.toLowerCase()
  return names.split(/[\s_-]+/).some((name) => clutterNames.test(name))
}

function findFirst(root: Tree.ParentNode, fits: (element: Tree.Element) => boolean): Tree.Element | undefined {
  const open: Tree.Node[] = [root]
  for (let node = open.pop(); node; node = open.pop()) {
    if ('tagName' in node && fits(node)) return node
    if ('childNodes' in node) open.push(...node.childNodes.toReversed())
  }
  return undefined
}

function attribute(element: Tree.Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value
}
