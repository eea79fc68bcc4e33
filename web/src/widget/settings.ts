import { languages, type WidgetLanguage } from './words.ts'

export interface Settings {
  /** What addresses of the server are resolved against: where the script came from. */
  readonly server: URL
  readonly language: WidgetLanguage
  readonly position: 'left' | 'right'
  readonly theme: 'auto' | 'light' | 'dark'
  /** In place of the words that name the twin. */
  readonly title: string | undefined
}

const positions = ['right', 'left'] as const
const themes = ['auto', 'light', 'dark'] as const
const longestTitle = 60

/** Reads the data attributes of the script element. What makes no sense is told to `warn`, and its default is taken. */
export function readSettings(
  { src, dataset }: { src: string; dataset: Readonly<Record<string, string | undefined>> },
  preferred: readonly string[],
  warn: (message: string) => void,
): Settings {
  function choice<Value extends string>(name: string, values: readonly Value[], otherwise: Value): Value {
    const given = dataset[name]?.trim().toLowerCase()
    const found = values.find((value) => value === given)
    if (found === undefined && given) warn(`data-${name}="${given}" is none of ${values.join(', ')}`)
    return found ?? otherwise
  }
  return {
    server: new URL('.', src),
    language: choice('language', languages, firstKnown(preferred)),
    position: choice('position', positions, 'right'),
    theme: choice('theme', themes, 'auto'),
    title: dataset['title']?.trim().slice(0, longestTitle) || undefined,
  }
}

/** Of language tags (BCP 47), the first whose language the widget speaks. */
function firstKnown(tags: readonly string[]): WidgetLanguage {
  for (const tag of tags) {
    const found = languages.find((language) => tag.toLowerCase().split('-')[0] === language)
    if (found) return found
  }
  return 'en'
}
