/**
 * The pages of people who sign in: by path, the title until the page has its own. The browser knows the same ones
 * (web/src/router.tsx); a test compares.
 */
export const pages: Readonly<Record<string, string>> = {
  '/sign-in': 'Sign in',
  '/set-up': 'One-time link',
  '/account': 'Account',
  '/consent': 'Connect an app',
  '/inbox': 'Inbox',
  '/knowledge': 'Knowledge',
  '/interview': 'Interview',
  '/interview/:id': 'Interview',
  '/jobs': 'Jobs',
  '/jobs/:id': 'Jobs',
  '/tickets': 'Tickets',
  '/tickets/:id': 'Ticket',
  '/agents': 'Agents',
  '/runs': 'Runs',
  '/runs/:id': 'Run',
  '/profile': 'Profile',
  '/welcome': 'Make it yours',
  '/approvals': 'Approvals',
  '/settings': 'Settings',
  '/settings/:part': 'Settings',
  '/operations': 'Operations',
  '/analytics': 'Analytics',
  '/experiments': 'Experiments',
  '/experiments/:id': 'Experiment',
}
