import { useMessages } from '../../messages/catalogue.ts'
import { ticketsMessages } from '../../messages/tickets/messages.ts'
import { usePageKeys, type PageKey } from '../shell/page-keys.ts'
import { useMay } from '../work/use-may.ts'

export type Triage = 'status' | 'priority' | 'assign' | 'comment'

interface TriageKeys {
  /** Begins one of these with the ticket that the keys are about. */
  onTriage: (triage: Triage) => void
  /** On a list: to the ticket after or before, into one, or to a new one. */
  list?: { onMove: (step: 1 | -1) => void; onOpen: () => void; onNew: () => void }
}

/** The keys for going through tickets without a mouse; those that change something only for who may. */
export function useTriageKeys({ onTriage, list }: TriageKeys): void {
  const { keys } = useMessages(ticketsMessages)
  const may = useMay('desk:write')
  const moving: PageKey[] = list
    ? [
        { key: 'j', what: keys.next, run: () => list.onMove(1) },
        { key: 'k', what: keys.previous, run: () => list.onMove(-1) },
        { key: 'o', what: keys.open, run: list.onOpen },
      ]
    : []
  const changing: PageKey[] = [
    { key: 's', what: keys.status, run: () => onTriage('status') },
    { key: 'p', what: keys.priority, run: () => onTriage('priority') },
    { key: 'a', what: keys.assign, run: () => onTriage('assign') },
    { key: 'c', what: keys.comment, run: () => onTriage('comment') },
    ...(list ? [{ key: 'n', what: keys.new, run: list.onNew }] : []),
  ]
  usePageKeys(may ? [...moving, ...changing] : moving)
}
