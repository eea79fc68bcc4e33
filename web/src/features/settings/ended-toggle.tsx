import { Button } from '../../components/button.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { settingsMessages } from '../../messages/settings/messages.ts'

interface EndedToggleProps {
  /** Whether there is anything that has ended. */
  any: boolean
  shown: boolean
  onChange: (shown: boolean) => void
}

/** Shows what has ended too; it is kept, so that one can look up who could come in when. */
export function EndedToggle({ any, shown, onChange }: EndedToggleProps) {
  const { showEnded, hideEnded } = useMessages(settingsMessages)
  if (!any && !shown) return null
  return (
    <div>
      <Button look="quiet" className="-ml-3" aria-expanded={shown} onClick={() => onChange(!shown)}>
        {shown ? hideEnded : showEnded}
      </Button>
    </div>
  )
}
