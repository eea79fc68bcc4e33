/** `fr` as `French`, in the language of the page; a code that is none stays as it is; an undetermined language has no name. */
export function languageName(code: string, language: string): string | undefined {
  if (code === 'und') return undefined
  try {
    return new Intl.DisplayNames(language, { type: 'language', fallback: 'code' }).of(code)
  } catch {
    return code
  }
}
