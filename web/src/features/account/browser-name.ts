import type { messages as accountMessagesType } from '../../messages/account/en.ts'

/** A browser and system that people know, from a User-Agent header; for the list of sessions only, anybody can send any. */
export function browserName(
  { unknownBrowser, browserOn }: (typeof accountMessagesType)['account'],
  userAgent: string | null,
): string {
  if (!userAgent) return unknownBrowser
  const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1]
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1]
  if (!browser) return userAgent.slice(0, 60)
  return system ? browserOn(browser, system) : browser
}

/** Each also calls itself what stands below it. */
const browsers: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]
