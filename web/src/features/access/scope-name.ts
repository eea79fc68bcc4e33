import type { messages } from '../../messages/access/en.ts'

/** What somebody with a scope may do, in words; one that is not known yet by what is said otherwise, or as it is. */
export function scopeName({ scopes }: typeof messages, scope: string, otherwise = scope): string {
  return (scopes as Readonly<Record<string, string>>)[scope] ?? otherwise
}
