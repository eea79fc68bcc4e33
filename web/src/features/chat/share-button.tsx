import { useEffect, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'
import { copyText } from './copy-text.ts'

/**
 * Copies an address that asks the same question: whoever opens it is answered by what they may see, so nothing is handed on
 * that was only for this reader.
 */
export function ShareButton({ question }: { question: string }) {
  const messages = useMessages(twinMessages).turn
  const [copied, setCopied] = useState(false)

  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 3000)
    return () => clearTimeout(timer)
  }, [copied])

  async function share() {
    const address = new URL('/', location.href)
    address.searchParams.set('q', question)
    setCopied(await copyText(address.href))
  }

  return (
    <Button look="quiet" onClick={() => void share()}>
      <Icon name={copied ? 'check' : 'link'} />
      <span role="status">{copied ? messages.shareCopied : messages.share}</span>
    </Button>
  )
}
