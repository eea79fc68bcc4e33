import { fold } from '../../text/terms.ts'
import type { FirstPerson } from './align.ts'

const byline =
  /^[\s>*_#-]*(?:authors?|author of this document|written(?: by)?|reviewers?|reviewed by|by|from|speaker|autrice|auteure?|redige(?:e)? par|par|ecrit par|verfasst von|verfasser(?:in)?|autor(?:in|a|es)?|von|escrito por|por|de)\s*[*_]*\s*[:\-–]?\s*[*_]*\s+(.{2,120})$/
/** "Liva, March 2025": a name and a date, alone on a line. */
const signature =
  /^[\s>*_#—–-]*((?:\p{L}[\p{L}.'-]*\s*){1,4}),?\s+(?:[\p{L}.]+\s+)?\d{0,2}\s*[\p{L}.]*\s*(?:19|20)\d\d\s*$/u
const firstPerson = /\b(?:i|i'm|i've|my|me|je|j'|mon|ma|mes|ich|mein\w*|mich|mir|yo|mi|mis)\b/
const headLines = 15

/**
 * Whose "I" a whole source speaks with, from its byline, else from whether it names the owner like somebody else.
 * `unknown` when neither tells. To be asked once per source, at ingestion, with the whole text.
 */
export function speakerOf(source: { readonly text: string; readonly kind: string }, ownerName: string): FirstPerson {
  if (source.kind === 'profile' || source.kind === 'answer') return 'owner'
  const owner = ownerWords(ownerName)
  if (owner.size === 0) return 'unknown'
  const lines = source.text.split('\n')
  const head = lines.filter((line) => line.trim() !== '').slice(0, headLines)
  for (const line of head) {
    const folded = fold(line).trim()
    const author = byline.exec(folded)?.[1]
    if (author !== undefined && /^[*_\s]*\p{Lu}/u.test(line.slice(line.search(/[:\s]\s*\S+\s*$/u) + 1).trimStart())) {
      return namesOwner(author, owner) ? 'owner' : 'other'
    }
    const signed = signature.exec(folded)?.[1]
    if (signed !== undefined && namesOwner(signed, owner)) return 'owner'
  }
  const body = lines.filter((line) => !head.includes(line) || /[.!?]\s*$/.test(line)).join('\n')
  const named = body.split(/(?<=[.!?])\s+/).filter((sentence) => namesOwner(fold(sentence), owner))
  return named.length > 0 && firstPerson.test(fold(body)) ? 'other' : 'unknown'
}

/** The folded words of a name that can stand for the person. */
export function ownerWords(name: string): ReadonlySet<string> {
  return new Set((fold(name).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 1))
}

function namesOwner(folded: string, owner: ReadonlySet<string>): boolean {
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).some((word) => owner.has(word))
}
