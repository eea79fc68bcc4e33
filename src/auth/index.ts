export { anyone, owner, requireKnown, requireScope, system, type Actor, type Scope } from './actor.ts'
export { audienceLevel, audienceOf, audiences, type Audience } from './audience.ts'
export { actorResolver, type ResolveActor } from './owner-token.ts'
export { findSecrets, openSecrets, type OpenedSecrets } from './secrets.ts'
