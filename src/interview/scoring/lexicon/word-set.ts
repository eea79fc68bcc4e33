/** The words of a text between blanks. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}

/** Finds any of the phrases, at the boundaries of words, whatever the case. Each is a piece of a regular expression; blanks stand for any white space. */
export function anyOf(phrases: string): RegExp {
  const alternatives = phrases.split('|').map((phrase) => phrase.trim().replaceAll(' ', String.raw`\s+`))
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${alternatives.join('|')})(?![\p{L}\p{N}])`, 'giu')
}

/** Whether two neighbouring words can hardly stand together: each pair of lists gives first words and second words. */
export function pairsOf(
  ...lists: readonly (readonly [first: string, second: string])[]
): (first: string, second: string) => boolean {
  const sets = lists.map(([first, second]) => [wordSet(first), wordSet(second)] as const)
  return (first, second) => sets.some(([before, after]) => before.has(first) && after.has(second))
}

/** As `anyOf`; a word put between the words of a phrase does not hide it. */
export function anyOfEvenApart(phrases: string): RegExp {
  return anyOf(phrases.replace(/(?<=[^|( ]) (?=[^|) ])/g, String.raw` (?:\S+ )?`))
}
