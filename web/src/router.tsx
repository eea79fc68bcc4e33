import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { approvalsMessages } from './messages/approvals/messages.ts'
import { language } from './messages/language.ts'
import { profileMessages } from './messages/profile/messages.ts'
import { welcomeMessages } from './messages/welcome/messages.ts'
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

/** Inside the frame, for people who have signed in. */
const appRoutes = [
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
    path: '/approvals',
    component: lazyRouteComponent(() => import('./pages/approvals-page.tsx'), 'ApprovalsPage'),
    loader: () => approvalsMessages.load(language()),
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
