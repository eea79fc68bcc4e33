import type { DraftWriter } from './draft-writer.ts'
import type { ResumeLine } from './resume-lines.ts'

const email = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/u
const url = /(?:https?:\/\/|www\.)[^\s|,;<>()]{3,200}|(?:linkedin\.com|github\.com|gitlab\.com)\/[^\s|,;<>()]{1,100}/iu
const phone = /(?<![\w/.-])(?:\+|00)?\(?\d{1,4}\)?(?:[\s./-]?\(?\d{1,4}\)?){3,7}(?![\w/])/u
const label =
  /^(?:e-?mail|mail|courriel|correo(?: electrónico)?|phone|tel(?:ephone|efon|éfono)?|téléphone|telefono|mobile|mobil|móvil|portable|web(?:site)?|site|address|adresse|dirección|location|wohnort|ort|lieu|ubicación|linkedin|github)\s*[.:]\s*/iu
const addressLabel = /^(?:address|adresse|dirección|location|wohnort|ort|lieu|ubicación)\s*:\s*/iu
const separators = /\s*[|•·;]\s*|\s{2,}|\t+/u
const networks: Record<string, string> = { 'linkedin.com': 'LinkedIn', 'github.com': 'GitHub', 'gitlab.com': 'GitLab' }

/** Name, headline, contact and links, from what stands before the first heading. */
export function draftHead(lines: readonly ResumeLine[], writer: DraftWriter): void {
  let hasName = false
  let hasHeadline = false
  const taken = new Set<string>()
  const once = (pointer: string, value: string | undefined, line: ResumeLine) => {
    if (!value || taken.has(pointer)) return
    taken.add(pointer)
    writer.put(pointer, value, line)
  }
  for (const line of lines) {
    let rest = line.text
    const take = (pattern: RegExp): string | undefined => {
      const found = pattern.exec(rest)?.[0]
      if (found) rest = rest.replace(found, ' | ')
      return found
    }
    once('/basics/email', take(email), line)
    for (let link = take(url); link; link = take(url)) draftLink(link, line, { writer, once })
    const number = take(phone)
    // A range of years looks like a number, too.
    if (number && number.replace(/\D/g, '').length >= 7) once('/basics/phone', number, line)
    if (addressLabel.test(line.text)) {
      draftPlace(line.text.replace(addressLabel, ''), line, once)
      continue
    }
    for (const piece of rest
      .split(separators)
      .map((part) => part.replace(label, '').replace(/^[\s,:–—-]+|[\s,:–—-]+$/gu, ''))) {
      if (piece === '') continue
      if (!hasName && looksLikeName(piece)) {
        writer.put('/basics/name', piece, line)
        hasName = true
      } else if (
        hasName &&
        !hasHeadline &&
        piece.length <= 120 &&
        /\p{L}{3}/u.test(piece) &&
        !/[.!?]$/.test(piece) &&
        !/\d{3}/.test(piece)
      ) {
        writer.put('/basics/label', piece, line)
        hasHeadline = true
      } else if (hasName && piece.length > 120) once('/basics/summary', piece, line)
    }
  }
}

type Once = (pointer: string, value: string | undefined, line: ResumeLine) => void

function draftLink(link: string, line: ResumeLine, { writer, once }: { writer: DraftWriter; once: Once }): void {
  const address = /^https?:/i.test(link) ? link : `https://${link}`
  const host = Object.keys(networks).find((name) =>
    new RegExp(`//(?:\\w+\\.)?${name.replace('.', '\\.')}/`, 'i').test(address),
  )
  if (!host) {
    once('/basics/url', address, line)
    return
  }
  const place = writer.next('/basics/profiles')
  writer.put(`${place}/network`, networks[host], line)
  writer.put(`${place}/url`, address, line)
  writer.put(`${place}/username`, /\/([\w.-]+)\/?$/.exec(address)?.[1], line)
}

/** Of "14 Harbour Street, 69003 Lyon, France" what can be told for sure: a place and a country that stand at the end. */
function draftPlace(text: string, line: ResumeLine, once: Once): void {
  const parts = text.split(',').map((part) => part.trim())
  const country = countryCode(parts.at(-1) ?? '')
  if (country && parts.length > 1) {
    once('/basics/location/countryCode', country, line)
    parts.pop()
  }
  const [, code, city] = /^(\d{4,5})\s+(\p{L}.*)$/u.exec(parts.at(-1) ?? '') ?? []
  once('/basics/location/postalCode', code, line)
  once('/basics/location/city', city ?? (/^[^\d]{2,60}$/.test(parts.at(-1) ?? '') ? parts.at(-1) : undefined), line)
  if (parts.length > 1) once('/basics/location/address', parts.slice(0, -1).join(', '), line)
}

/** Two to five words that each begin with a capital, without digits; also all in capitals. */
function looksLikeName(text: string): boolean {
  if (/^(?:curriculum vitae|resume|résumé|lebenslauf|currículum(?: vitae)?|cv)$/iu.test(text)) return false
  const words = text.split(/\s+/)
  return (
    words.length >= 2 &&
    words.length <= 5 &&
    text.length <= 60 &&
    words.every((word) => /^(?:\p{Lu}[\p{L}'’.-]*|de|da|di|del|della|der|den|van|von|zu|la|le|y|bin|al)$/u.test(word))
  )
}

let codes: Map<string, string> | undefined

/** ISO 3166-1 alpha-2 of a country as one of the four languages calls it. */
function countryCode(name: string): string | undefined {
  if (!codes) {
    codes = new Map()
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    for (const language of ['en', 'fr', 'de', 'es']) {
      const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
      for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
        const country = names.of(code)?.toLowerCase()
        // Of two codes for one name the first is the present one, but for those that the standard withdrew (Burma, Zaire).
        if (country && !codes.has(country)) codes.set(country, new Intl.Locale(`und-${code}`).region ?? code)
      }
    }
  }
  return codes.get(name.toLowerCase())
}
