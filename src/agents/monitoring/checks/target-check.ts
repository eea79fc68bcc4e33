import { checkDns } from './check-dns.ts'
import { checkHttp } from './check-http.ts'
import { checkTcp } from './check-tcp.ts'
import { checkTls } from './check-tls.ts'
import { anywhere } from './reach.ts'
import type { Check } from './run-check.ts'
import type { HttpTarget, Target } from './target.ts'

/** The check that looks at a target, as far as `reach` goes. */
export function targetCheck(target: Target | HttpTarget, reach = anywhere): Check {
  switch (target.kind) {
    case 'http':
      return (signal) => checkHttp(target, reach, signal)
    case 'tcp':
      return (signal) => checkTcp(target, reach, signal)
    case 'dns':
      return (signal) => checkDns(target, reach, signal)
    case 'tls':
      return (signal) => checkTls(target, reach, signal)
  }
}
