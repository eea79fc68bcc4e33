import { useEffect, useState } from 'react'
import type { Sentence } from '../../api/types.ts'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { answerText } from './answer-text.ts'
import { copyText } from './copy-text.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'

/** Copies an answer together with its sources. */
export function CopyButton({ question, sentences }: { question: string; sentences: readonly Sentence[] }) {
  const { source, turn } = useMessages(twinMessages)
  const [result, setResult] = useState<'copied' | 'failed'>()

  useEffect(() => {
    if (!result) return
    const timer = setTimeout(() => setResult(undefined), 3000)
    return () => clearTimeout(timer)
  }, [result])

  async function copy() {
    const text = answerText(question, sentences, location.href, source)
    setResult((await copyText(text)) ? 'copied' : 'failed')
  }

  return (
    <>
      <Button look="quiet" onClick={() => void copy()}>
        <Icon name={result === 'copied' ? 'check' : 'copy'} />
        {result === 'copied' ? turn.copied : result === 'failed' ? turn.copyForbidden : turn.copy}
      </Button>
      <span role="status" className="sr-only">
        {result === 'copied' && turn.copiedAll}
      </span>
    </>
  )
}
