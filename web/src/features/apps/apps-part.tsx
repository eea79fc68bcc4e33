import { accessMessages } from '../../messages/access/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { Part } from '../settings/part.tsx'
import { ConnectedApps } from './connected-apps.tsx'

/** Apps that act for people, among the settings. */
export function AppsPart() {
  const { apps } = useMessages(accessMessages)
  return (
    <Part title={apps.title} about={apps.about}>
      <ConnectedApps />
    </Part>
  )
}
