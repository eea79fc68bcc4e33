import { useMemo } from 'react'
import { useLanguage } from '../../messages/language.ts'
import type { Step } from './search.ts'

const looks: Record<Step, Intl.DateTimeFormatOptions> = {
  hour: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  week: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
}

/** How the beginning of a step is written. Days are of UTC, so they are not moved into the reader's zone. */
export function useStepFormat(step: Step): (startsAt: string) => string {
  const language = useLanguage()
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(language, { ...looks[step], timeZone: 'UTC' })
    return (startsAt) => format.format(new Date(startsAt))
  }, [language, step])
}
