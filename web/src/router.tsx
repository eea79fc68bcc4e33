import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import type { Run } from './features/work/state-tags.tsx'
import { ticketSearch } from './features/tickets/ticket.ts'
import { agentsMessages } from './messages/agents/messages.ts'
import { approvalsMessages } from './messages/approvals/messages.ts'
import { language } from './messages/language.ts'
import { runsMessages } from './messages/runs/messages.ts'
import { ticketsMessages } from './messages/tickets/messages.ts'
import { workMessages } from './messages/work/messages.ts'
import { TwinPage } from './pages/twin-page.tsx'

const root = createRootRoute({ component: Outlet })

const routes = [
  createRoute({ getParentRoute: () => root, path: '/', component: TwinPage }),
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./pages/sign-in-page.tsx'), 'SignInPage'),
    // Whoever reads it checks it: what a parent route lets through comes along beside what is returned here.
    validateSearch: ({ next }): { next?: string } => (typeof next === 'string' ? { next } : {}),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/set-up',
    component: lazyRouteComponent(() => import('./pages/set-up-page.tsx'), 'SetUpPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/account',
    component: lazyRouteComponent(() => import('./pages/account-page.tsx'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/consent',
    component: lazyRouteComponent(() => import('./pages/consent-page.tsx'), 'ConsentPage'),
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
] as const

/** Only the twin's page is loaded at once: most people never sign in. The pages, by their paths; the server knows the same ones (src/surfaces/web/pages.ts). */
export const router = createRouter({
  routeTree: root.addChildren([...routes, app.addChildren([...appRoutes])]),
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
