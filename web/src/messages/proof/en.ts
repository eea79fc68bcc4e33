export const messages = {
  open: (title: string) => `Show it in “${title}”`,
  page: (page: number) => `page ${page}`,
  text: 'Text of the source',
  version: 'Version',
  differs: {
    title: 'The quoted words are not there',
    advice: 'This text does not hold them at the named place. Do not rely on this proof.',
  },
}
