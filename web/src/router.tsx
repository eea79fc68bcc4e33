import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readSearch } from './features/analytics/search.ts'
import { readInterviewSearch } from './features/interview/interview-search.ts'
import { readJobSearch, readJobsSearch } from './features/jobs/jobs-search.ts'
import { knowledgeSearch } from './features/knowledge/knowledge-search.ts'
import { settingsSearch } from './features/settings/settings-search.ts'
import { Root } from './features/shell/root.tsx'
import { ticketSearch } from './features/tickets/ticket.ts'
import type { Run } from './features/work/state-tags.tsx'
import { accessMessages } from './messages/access/messages.ts'
import { accountMessages } from './messages/account/messages.ts'
import { agentsMessages } from './messages/agents/messages.ts'
import { analyticsMessages } from './messages/analytics/messages.ts'
import { approvalsMessages } from './messages/approvals/messages.ts'
import { experimentsMessages } from './messages/experiments/messages.ts'
import { inboxMessages } from './messages/inbox/messages.ts'
import { interviewMessages } from './messages/interview/messages.ts'
import { jobsMessages } from './messages/jobs/messages.ts'
import { knowledgeMessages } from './messages/knowledge/messages.ts'
import { language } from './messages/language.ts'
import { operationsMessages } from './messages/operations/messages.ts'
import { profileMessages } from './messages/profile/messages.ts'
import { proofMessages } from './messages/proof/messages.ts'
import { runsMessages } from './messages/runs/messages.ts'
import { settingsMessages } from './messages/settings/messages.ts'
import { shellMessages } from './messages/shell/messages.ts'
import { ticketsMessages } from './messages/tickets/messages.ts'
import { twinMessages } from './messages/twin/messages.ts'
import { welcomeMessages } from './messages/welcome/messages.ts'
import { workMessages } from './messages/work/messages.ts'
import { TwinPage } from './pages/twin-page.tsx'

const root = createRootRoute({ component: Root })

/** What pages outside of the frame say, and what is said everywhere, of failures for instance. */
const outside = () => Promise.all([accountMessages.load(language()), shellMessages.load(language())])

const routes = [
  createRoute({
    getParentRoute: () => root,
    path: '/',
    component: TwinPage,
    loader: () => twinMessages.load(language()),
    validateSearch: ({ q }): { q?: string } => (typeof q === 'string' && q.trim() !== '' ? { q: q.trim() } : {}),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./pages/sign-in-page.tsx'), 'SignInPage'),
    loader: outside,
    // Whoever reads it checks it: what a parent route lets through comes along beside what is returned here.
    validateSearch: ({ next }): { next?: string } => (typeof next === 'string' ? { next } : {}),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/set-up',
    component: lazyRouteComponent(() => import('./pages/set-up-page.tsx'), 'SetUpPage'),
    loader: outside,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/consent',
    component: lazyRouteComponent(() => import('./pages/consent-page.tsx'), 'ConsentPage'),
    loader: outside,
    validateSearch: ({ request, error }): { request?: string; error?: string } => ({
      ...(typeof request === 'string' && { request }),
      ...(typeof error === 'string' && { error }),
    }),
  }),
] as const

const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  component: lazyRouteComponent(() => import('./features/shell/app-shell.tsx'), 'AppShell'),
})

const runStates = [
  'waiting',
  'queued',
  'running',
  'suspended',
  'succeeded',
  'failed',
  'cancelled',
] as const satisfies Run['state'][]

/** Inside the frame, for people who have signed in. */
const appRoutes = [
  createRoute({
    getParentRoute: () => app,
    path: '/inbox',
    component: lazyRouteComponent(() => import('./pages/inbox-page.tsx'), 'InboxPage'),
    loader: () => inboxMessages.load(language()),
    validateSearch: ({ show, only }): { show?: 'answered' | 'dismissed'; only?: 'bad' } => ({
      ...((show === 'answered' || show === 'dismissed') && { show }),
      ...(only === 'bad' && { only }),
    }),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/welcome',
    component: lazyRouteComponent(() => import('./pages/welcome-page.tsx'), 'WelcomePage'),
    loader: () => Promise.all([welcomeMessages.load(language()), profileMessages.load(language())]),
    validateSearch: ({ step }): { step?: string } => (typeof step === 'string' ? { step } : {}),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/profile',
    component: lazyRouteComponent(() => import('./pages/profile-page.tsx'), 'ProfilePage'),
    loader: () => profileMessages.load(language()),
    validateSearch: ({ part, at }): { part?: string; at?: string } => ({
      ...(typeof part === 'string' && { part }),
      ...(typeof at === 'string' && { at }),
    }),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/tickets',
    component: lazyRouteComponent(() => import('./pages/tickets-page.tsx'), 'TicketsPage'),
    loader: () => Promise.all([workMessages.load(language()), ticketsMessages.load(language())]),
    validateSearch: ticketSearch,
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/tickets/$id',
    component: lazyRouteComponent(() => import('./pages/ticket-page.tsx'), 'TicketPage'),
    loader: () => Promise.all([workMessages.load(language()), ticketsMessages.load(language())]),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/agents',
    component: lazyRouteComponent(() => import('./pages/agents-page.tsx'), 'AgentsPage'),
    loader: () => Promise.all([workMessages.load(language()), agentsMessages.load(language())]),
    validateSearch: ({ start, from }): { start?: string; from?: string } => ({
      ...(typeof start === 'string' && { start }),
      ...(typeof from === 'string' && { from }),
    }),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/knowledge',
    component: lazyRouteComponent(() => import('./pages/knowledge-page.tsx'), 'KnowledgePage'),
    loader: () => knowledgeMessages.load(language()),
    validateSearch: knowledgeSearch,
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/interview',
    component: lazyRouteComponent(() => import('./pages/interview-page.tsx'), 'InterviewPage'),
    loader: () => Promise.all([interviewMessages.load(language()), proofMessages.load(language())]),
    validateSearch: readInterviewSearch,
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/interview/$id',
    component: lazyRouteComponent(() => import('./pages/interview-session-page.tsx'), 'InterviewSessionPage'),
    loader: () => interviewMessages.load(language()),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/jobs',
    component: lazyRouteComponent(() => import('./pages/jobs-page.tsx'), 'JobsPage'),
    loader: () => jobsMessages.load(language()),
    validateSearch: readJobsSearch,
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/jobs/$id',
    component: lazyRouteComponent(() => import('./pages/job-page.tsx'), 'JobPage'),
    loader: () => Promise.all([jobsMessages.load(language()), proofMessages.load(language())]),
    validateSearch: readJobSearch,
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/runs',
    component: lazyRouteComponent(() => import('./pages/runs-page.tsx'), 'RunsPage'),
    loader: () => Promise.all([workMessages.load(language()), runsMessages.load(language())]),
    validateSearch: ({ state, capability }): { state?: Run['state']; capability?: string } => {
      const known = runStates.find((one) => one === state)
      return { ...(known && { state: known }), ...(typeof capability === 'string' && { capability }) }
    },
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/runs/$id',
    component: lazyRouteComponent(() => import('./pages/run-page.tsx'), 'RunPage'),
    loader: () => Promise.all([workMessages.load(language()), runsMessages.load(language())]),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/approvals',
    component: lazyRouteComponent(() => import('./pages/approvals-page.tsx'), 'ApprovalsPage'),
    loader: () => Promise.all([workMessages.load(language()), approvalsMessages.load(language())]),
    validateSearch: ({ show }): { show?: 'decided' } => (show === 'decided' ? { show } : {}),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/account',
    component: lazyRouteComponent(() => import('./pages/account-page.tsx'), 'AccountPage'),
    loader: () => Promise.all([accountMessages.load(language()), accessMessages.load(language())]),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/settings',
    beforeLoad: () => {
      redirect({ throw: true, to: '/settings/$part', params: { part: 'people' }, search: {}, replace: true })
    },
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/settings/$part',
    component: lazyRouteComponent(() => import('./pages/settings-page.tsx'), 'SettingsPage'),
    loader: () => settingsMessages.load(language()),
    validateSearch: settingsSearch,
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/operations',
    component: lazyRouteComponent(() => import('./pages/operations-page.tsx'), 'OperationsPage'),
    loader: () => operationsMessages.load(language()),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/analytics',
    component: lazyRouteComponent(() => import('./pages/analytics-page.tsx'), 'AnalyticsPage'),
    loader: () => analyticsMessages.load(language()),
    validateSearch: readSearch,
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/experiments',
    component: lazyRouteComponent(() => import('./pages/experiments-page.tsx'), 'ExperimentsPage'),
    loader: () => experimentsMessages.load(language()),
    validateSearch: ({ tab, create }): { tab?: 'defaults' | 'compare'; create?: true } => ({
      ...((tab === 'defaults' || tab === 'compare') && { tab }),
      ...(create === true && { create }),
    }),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/experiments/$id',
    component: lazyRouteComponent(() => import('./pages/experiment-page.tsx'), 'ExperimentPage'),
    loader: () => experimentsMessages.load(language()),
  }),
] as const

/** Only the twin's page is loaded at once: most people never sign in. The pages, by their paths; the server knows the same ones (src/surfaces/web/pages.ts). */
export const router = createRouter({
  routeTree: root.addChildren([...routes, app.addChildren([...appRoutes])]),
  scrollRestoration: false,
  defaultErrorComponent: lazyRouteComponent(() => import('./features/shell/page-failure.tsx'), 'PageFailure'),
  defaultNotFoundComponent: lazyRouteComponent(() => import('./features/shell/page-failure.tsx'), 'PageMissing'),
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
