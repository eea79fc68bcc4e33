import { SkipError } from './outcome.ts'

export interface SplitMarkdown {
  /** The YAML between the two rules; absent when the file has none. */
  readonly frontMatter?: string
  readonly body: string
  readonly inSopFolder: boolean
}

/**
 * Separates front matter from the Markdown after it. A first line of "---" is a plain rule unless keys follow it.
 * @throws SkipError `invalid_front_matter` for a procedure without any.
 */
export function splitFrontMatter(source: string, name: string): SplitMarkdown {
  const match = /^---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(source)
  const block = match?.[1]
  const inSopFolder = /(?:^|[\\/])sops?[\\/]/i.test(name)
  if (match !== null && block !== undefined && /^[\w-]+[ \t]*:/m.test(block)) {
    return { frontMatter: block, body: source.slice(match[0].length), inSopFolder }
  }
  if (inSopFolder) {
    throw new SkipError(
      'invalid_front_matter',
      'The procedure has no front matter. Begin it with "---", the keys title and id, and "---".',
    )
  }
  return { body: source, inSopFolder }
}
