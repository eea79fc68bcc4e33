import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '../api/session.ts'
import { Loaded } from '../components/loaded.tsx'
import { Page } from '../components/page.tsx'
import { Section } from '../components/section.tsx'
import { PasswordSection } from '../features/account/password-section.tsx'
import { ProfileSection } from '../features/account/profile-section.tsx'
import { SessionsSection } from '../features/account/sessions-section.tsx'
import { TwoFactorSection } from '../features/account/two-factor-section.tsx'
import { ConnectedApps } from '../features/apps/connected-apps.tsx'
import { accessMessages } from '../messages/access/messages.ts'
import { accountMessages } from '../messages/account/messages.ts'
import { useMessages } from '../messages/catalogue.ts'

/** The page at `/account`: what somebody who has signed in may change of their own. */
export function AccountPage() {
  const { account: messages } = useMessages(accountMessages)
  const query = useQuery(sessionQuery)
  return (
    <Page title={messages.title} about={messages.about} width="narrow">
      <Loaded query={query}>
        {({ user }) =>
          user && (
            <>
              <ProfileSection user={user} />
              <PasswordSection user={user} />
              <TwoFactorSection user={user} />
              <SessionsSection />
              <OwnApps />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

/** Of an owner, they are everybody's: the same list stands in the settings. */
function OwnApps() {
  const { apps } = useMessages(accessMessages)
  return (
    <Section title={apps.title} about={apps.about}>
      <ConnectedApps />
    </Section>
  )
}
