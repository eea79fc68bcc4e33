import { useEffect, useState } from 'react'
import type { Sentence } from '../../api/types.ts'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { answerText } from './answer-text.ts'

/** Copies an answer together with its sources. */
export function CopyButton({ question, sentences }: { question: string; sentences: readonly Sentence[] }) {
  const [result, setResult] = useState<'copied' | 'failed'>()

  useEffect(() => {
    if (!result) return
    const timer = setTimeout(() => setResult(undefined), 3000)
    return () => clearTimeout(timer)
  }, [result])

  async function copy() {
    const text = answerText(question, sentences, location.href)
    setResult((await writeClipboard(text)) ? 'copied' : 'failed')
  }

  return (
    <>
      <Button look="quiet" onClick={() => void copy()}>
        <Icon name={result === 'copied' ? 'check' : 'copy'} />
        {result === 'copied' ? 'Copied' : result === 'failed' ? 'Copying is not allowed here' : 'Copy with sources'}
      </Button>
      <span role="status" className="sr-only">
        {result === 'copied' && 'The answer and its sources are copied.'}
      </span>
    </>
  )
}

/** Over plain HTTP from another machine there is no clipboard interface; there the old command still works. */
async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const before = document.activeElement
    const area = document.createElement('textarea')
    area.value = text
    area.className = 'sr-only'
    document.body.append(area)
    area.select()
    const copied = document.execCommand('copy')
    area.remove()
    if (before instanceof HTMLElement) before.focus()
    return copied
  }
}
