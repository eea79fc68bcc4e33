import { once } from 'node:events'
import { isIP } from 'node:net'
import { connect } from 'node:tls'
import { daysUntil } from './days-until.ts'
import type { Reach } from './reach.ts'
import type { CheckResult } from './run-check.ts'
import type { TlsTarget } from './target.ts'

/**
 * Down when there is no TLS, when the certificate has ended, or (unless told not to look) when it is not trusted or is for
 * another name; degraded when it ends within `minDays`.
 */
export async function checkTls(target: TlsTarget, reach: Reach, signal: AbortSignal): Promise<CheckResult> {
  const { host, port, serverName = host, minDays, verifyCertificate } = target
  const started = performance.now()
  // Looked at by hand below, because an ended certificate still has an end to tell.
  const socket = connect({
    host,
    port,
    ...(isIP(serverName) === 0 && { servername: serverName }),
    rejectUnauthorized: false,
    ...reach(host),
  })
  try {
    await once(socket, 'secureConnect', { signal })
    const responseMs = performance.now() - started
    const certificate = socket.getPeerX509Certificate()
    if (!certificate) return { status: 'down', detail: 'shows no certificate', responseMs }
    const daysLeft = daysUntil(certificate.validTo)
    const figures = { tls_days_left: Math.floor(daysLeft) }
    const until = new Date(certificate.validTo).toISOString().slice(0, 10)
    const down = (detail: string): CheckResult => ({ status: 'down', detail, figures, responseMs })
    if (daysLeft < 0) return down(`the certificate ended on ${until}`)
    if (verifyCertificate) {
      const isFor = isIP(serverName) > 0 ? certificate.checkIP(serverName) : certificate.checkHost(serverName)
      if (isFor === undefined) return down(`the certificate is not for ${serverName}`)
      if (!socket.authorized) return down(`the certificate is not trusted: ${socket.authorizationError}`)
    }
    const detail = `the certificate ends on ${until}, in ${figures.tls_days_left} days`
    return { status: minDays !== undefined && daysLeft < minDays ? 'degraded' : 'up', detail, figures, responseMs }
  } finally {
    socket.destroy()
  }
}
