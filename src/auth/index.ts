export {
  anyone,
  isOwner,
  keyScopes,
  owner,
  requireKnown,
  requireOwner,
  requireScope,
  requireWriter,
  scopes,
  system,
  type Actor,
  type Rights,
  type Scope,
} from './actor.ts'
export { viewAs } from './view-as.ts'
export { authorized, type Authorized } from './authorized.ts'
export { audienceLevel, audienceOf, audiences, type Audience } from './audience.ts'
export type { ForgetActors } from './forget-actors.ts'
export { createApiKeys, type ApiKeys } from './api-keys.ts'
export type { ApiKey } from './api-key-store.ts'
export { createShareLinks, type IssuedShareLink, type ShareLinks } from './share-links.ts'
export { cookieName, createBetterAuth } from './sign-in/better-auth.ts'
export { createPeople, type People } from './people.ts'
export { createAppTokens, type AppTokens } from './oauth/app-tokens.ts'
export { createOAuth, type OAuth, type OAuthAnswer } from './oauth/oauth.ts'
export { leastScopes } from './oauth/app-scopes.ts'
export type { AppClient, ConnectedApp } from './oauth/app-store.ts'
export type { SignedIn, CodeNeeded } from './sign-in/sign-in.ts'
export type { Visit } from './sign-in/visit.ts'
export { personOf, roles, userIdPrefix, type Role } from './roles.ts'
export type { User } from './users/user-store.ts'
export type { OneTimeLink } from './users/one-time-link-store.ts'
export type { IssuedLink } from './users/one-time-links.ts'
export { actorResolver, type ResolveActor } from './actor-resolver.ts'
export { createDenials, type Denial, type Denials } from './denials.ts'
export { findSecrets, openSecrets, type OpenedSecrets } from './secrets.ts'
