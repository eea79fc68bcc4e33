/** A passage with the title and the headings that it stands under. */
export function wholeText(passage: {
  readonly title: string
  readonly heading: string
  readonly text: string
}): string {
  return [passage.title, passage.heading, passage.text].filter(Boolean).join('\n')
}
