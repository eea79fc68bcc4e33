import { checkDns } from './check-dns.ts'
import { checkHttp } from './check-http.ts'
import { checkTcp } from './check-tcp.ts'
import { checkTls } from './check-tls.ts'
import type { Check } from './run-check.ts'
import type { HttpTarget, Target } from './target.ts'

/** The check that looks at a target. */
export function targetCheck(target: Target | HttpTarget): Check {
  switch (target.kind) {
    case 'http':
      return (signal) => checkHttp(target, signal)
    case 'tcp':
      return (signal) => checkTcp(target, signal)
    case 'dns':
      return (signal) => checkDns(target, signal)
    case 'tls':
      return (signal) => checkTls(target, signal)
  }
}
