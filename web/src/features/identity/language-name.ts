const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })

/** `fr` as `French`; a code that is none stays as it is; an undetermined language has no name. */
export function languageName(code: string): string | undefined {
  if (code === 'und') return undefined
  try {
    return names.of(code)
  } catch {
    return code
  }
}
