import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { accessMessages } from './messages/access/messages.ts'
import { accountMessages } from './messages/account/messages.ts'
import { approvalsMessages } from './messages/approvals/messages.ts'
import { language } from './messages/language.ts'
import { Root } from './features/shell/root.tsx'
import { settingsSearch } from './features/settings/settings-search.ts'
import { settingsMessages } from './messages/settings/messages.ts'
import { shellMessages } from './messages/shell/messages.ts'
import { TwinPage } from './pages/twin-page.tsx'

const root = createRootRoute({ component: Root })

/** What pages outside of the frame say, and what is said everywhere, of failures for instance. */
const outside = () => Promise.all([accountMessages.load(language()), shellMessages.load(language())])

const routes = [
  createRoute({ getParentRoute: () => root, path: '/', component: TwinPage }),
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

/** Inside the frame, for people who have signed in. */
const appRoutes = [
  createRoute({
    getParentRoute: () => app,
    path: '/approvals',
    component: lazyRouteComponent(() => import('./pages/approvals-page.tsx'), 'ApprovalsPage'),
    loader: () => approvalsMessages.load(language()),
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
    beforeLoad: () =>
      redirect({ to: '/settings/$part', params: { part: 'people' }, search: {}, replace: true, throw: true }),
  }),
  createRoute({
    getParentRoute: () => app,
    path: '/settings/$part',
    component: lazyRouteComponent(() => import('./pages/settings-page.tsx'), 'SettingsPage'),
    loader: () => settingsMessages.load(language()),
    validateSearch: settingsSearch,
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
