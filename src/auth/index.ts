export {
  anyone,
  isOwner,
  owner,
  requireKnown,
  requireScope,
  requireWriter,
  scopes,
  system,
  type Actor,
  type Scope,
} from './actor.ts'
export { audienceLevel, audienceOf, audiences, type Audience } from './audience.ts'
export { createApiKeys, type ApiKeys } from './api-keys.ts'
export type { ApiKey } from './api-key-store.ts'
export { createShareLinks, type IssuedShareLink, type ShareLinks } from './share-links.ts'
export { createBetterAuth } from './sign-in/better-auth.ts'
export { createSessions, type Sessions } from './sign-in/sessions.ts'
export { actorResolver, type ResolveActor } from './actor-resolver.ts'
export { findSecrets, openSecrets, type OpenedSecrets } from './secrets.ts'
