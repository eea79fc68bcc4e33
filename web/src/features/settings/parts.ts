import { Boxes, FileClock, KeyRound, Link2, Plug, ShieldCheck, Users } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { lazy } from 'react'
import type { ComponentType } from 'react'

export type PartName = 'people' | 'keys' | 'links' | 'apps' | 'models' | 'audit' | 'privacy'

/** The parts of the settings, in their order; each is loaded when it is opened. */
export const parts: readonly { name: PartName; icon: LucideIcon; Component: ComponentType }[] = [
  {
    name: 'people',
    icon: Users,
    Component: lazy(async () => ({ default: (await import('../people/people-part.tsx')).PeoplePart })),
  },
  {
    name: 'keys',
    icon: KeyRound,
    Component: lazy(async () => ({ default: (await import('./keys/keys-part.tsx')).KeysPart })),
  },
  {
    name: 'links',
    icon: Link2,
    Component: lazy(async () => ({ default: (await import('./links/links-part.tsx')).LinksPart })),
  },
  {
    name: 'apps',
    icon: Plug,
    Component: lazy(async () => ({ default: (await import('../apps/apps-part.tsx')).AppsPart })),
  },
  {
    name: 'models',
    icon: Boxes,
    Component: lazy(async () => ({ default: (await import('./models/models-part.tsx')).ModelsPart })),
  },
  {
    name: 'audit',
    icon: FileClock,
    Component: lazy(async () => ({ default: (await import('./audit/audit-part.tsx')).AuditPart })),
  },
  {
    name: 'privacy',
    icon: ShieldCheck,
    Component: lazy(async () => ({ default: (await import('./privacy/privacy-part.tsx')).PrivacyPart })),
  },
]
