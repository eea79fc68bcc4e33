import type { LucideIcon } from 'lucide-react'
import {
  Activity,
  BookOpen,
  Bot,
  Briefcase,
  ChartColumn,
  CircleCheck,
  FlaskConical,
  Inbox,
  MessageSquare,
  Mic,
  Play,
  Settings,
  Sparkles,
  Ticket,
  UserRound,
} from 'lucide-react'
import type { Scope } from '../../api/session.ts'
import type { messages } from '../../messages/shell/en.ts'

export type PageName = keyof (typeof messages)['pages']
export type GroupName = keyof (typeof messages)['groups']

export interface PageEntry {
  name: PageName
  path: string
  icon: LucideIcon
  /** What somebody must be able to do to have it in front of them; nothing: everybody who has signed in. */
  scope?: Scope
  /** After `g`. */
  key?: string
  /** Not at the side, but found by name. */
  hidden?: true
}

/** What the navigation and the palette lead to, in its order. The server serves the same paths (src/surfaces/web/pages.ts). */
const groups: readonly { name: GroupName; pages: readonly PageEntry[] }[] = [
  {
    name: 'twin',
    pages: [
      { name: 'chat', path: '/', icon: MessageSquare, key: 'c' },
      { name: 'inbox', path: '/inbox', icon: Inbox, scope: 'inbox:read', key: 'i' },
      { name: 'knowledge', path: '/knowledge', icon: BookOpen, scope: 'knowledge:read', key: 'k' },
      { name: 'profile', path: '/profile', icon: UserRound, scope: 'knowledge:write', key: 'm' },
      { name: 'welcome', path: '/welcome', icon: Sparkles, scope: 'knowledge:write', hidden: true },
    ],
  },
  {
    name: 'careers',
    pages: [
      { name: 'interview', path: '/interview', icon: Mic, scope: 'careers:read', key: 'w' },
      { name: 'jobs', path: '/jobs', icon: Briefcase, scope: 'careers:read', key: 'j' },
    ],
  },
  {
    name: 'work',
    pages: [
      { name: 'tickets', path: '/tickets', icon: Ticket, scope: 'desk:read', key: 't' },
      { name: 'agents', path: '/agents', icon: Bot, scope: 'agents:read', key: 'a' },
      { name: 'runs', path: '/runs', icon: Play, scope: 'agents:read', key: 'r' },
      { name: 'approvals', path: '/approvals', icon: CircleCheck, scope: 'approvals:decide', key: 'p' },
      { name: 'operations', path: '/operations', icon: Activity, scope: 'agents:run', key: 'o' },
    ],
  },
  {
    name: 'insight',
    pages: [
      { name: 'analytics', path: '/analytics', icon: ChartColumn, scope: 'analytics:read', key: 'y' },
      { name: 'experiments', path: '/experiments', icon: FlaskConical, scope: 'experiments:manage', key: 'x' },
      { name: 'settings', path: '/settings', icon: Settings, scope: 'users:manage', key: 's' },
    ],
  },
]

/** The groups with what somebody with these scopes can use. */
export function pagesFor(scopes: readonly Scope[]): { name: GroupName; pages: PageEntry[] }[] {
  return groups
    .map(({ name, pages }) => ({
      name,
      pages: pages.filter(({ scope }) => scope === undefined || scopes.includes(scope)),
    }))
    .filter(({ pages }) => pages.length > 0)
}
