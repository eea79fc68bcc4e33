import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stack } from './stack.ts'

const folder = join(stack.folder, 'secrets', 'certificates')

/** What nginx shows, as PEM. */
export const readCertificate = () => ({
  privateKey: readFileSync(join(folder, 'privkey.pem'), 'utf8'),
  certificate: readFileSync(join(folder, 'fullchain.pem'), 'utf8'),
})

/** As a renewal does it: the key first, each in the place of the one before. */
export function putCertificate({ privateKey, certificate }: { privateKey?: string; certificate: string }): void {
  const files = { 'privkey.pem': privateKey, 'fullchain.pem': certificate }
  for (const [name, content] of Object.entries(files)) {
    if (content === undefined) continue
    writeFileSync(join(folder, `.${name}`), content, { mode: 0o444 })
    renameSync(join(folder, `.${name}`), join(folder, name))
  }
}
