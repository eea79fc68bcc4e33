import { useEffect, useState } from 'react'
import type { Source } from '../../api/types.ts'

/**
 * Computes the SHA-256 of a source's text here in the browser and compares it with the version that the server states.
 * @returns undefined while computing, and where the browser has no `crypto.subtle` (plain HTTP from another machine).
 */
export function useTextCheck(source: Source | undefined): 'matches' | 'differs' | undefined {
  const [checked, setChecked] = useState<{ source: Source; result: 'matches' | 'differs' }>()

  useEffect(() => {
    // The type says that `subtle` is always there; outside a secure context it is not.
    const subtle = crypto.subtle as SubtleCrypto | undefined
    if (!source || !subtle) return
    let current = true
    void subtle.digest('SHA-256', new TextEncoder().encode(source.text)).then((digest) => {
      const hash = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
      if (current) setChecked({ source, result: hash === source.version ? 'matches' : 'differs' })
    })
    return () => {
      current = false
    }
  }, [source])

  return checked?.source === source ? checked?.result : undefined
}
