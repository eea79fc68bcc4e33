export {
  anyone,
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
export { actorResolver, type ResolveActor } from './actor-resolver.ts'
export { createDenials, type Denial, type Denials } from './denials.ts'
export { findSecrets, openSecrets, type OpenedSecrets } from './secrets.ts'
