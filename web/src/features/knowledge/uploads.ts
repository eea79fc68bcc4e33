import { useSyncExternalStore } from 'react'
import { RequestError } from '../../api/request-error.ts'
import { uploadSource, type IngestReport } from '../../api/upload.ts'
import type { Audience } from '../../api/types.ts'

// Of the whole page and not of a component: who looks at another page, or signs in again, finds their files as they were.

export interface Upload {
  readonly id: number
  readonly file: File
  readonly audience: Audience | undefined
  readonly state: UploadState
}

export type UploadState =
  | { readonly step: 'waiting' }
  | { readonly step: 'sending'; readonly share: number }
  | { readonly step: 'read'; readonly report: IngestReport & { status: 'added' | 'updated' | 'unchanged' } }
  /** It arrived and was not read: sending it again helps nothing. */
  | { readonly step: 'skipped'; readonly reason: string | undefined; readonly message: string }
  /** It did not arrive. */
  | { readonly step: 'broken'; readonly error: unknown; readonly at: number }

const listeners = new Set<() => void>()
let uploads: readonly Upload[] = []
let nextId = 0
let running = false

export const useUploads = (): readonly Upload[] => useSyncExternalStore(subscribe, () => uploads)

/** Sends files one after the other; `onRead` hears of each that changed what is known. */
export function sendFiles(files: readonly File[], audience: Audience | undefined, onRead: () => void): void {
  const added = files.map((file): Upload => ({ id: nextId++, file, audience, state: { step: 'waiting' } }))
  change([...uploads, ...added])
  void run(onRead)
}

/** Sends again what did not arrive, and what was waiting behind it. */
export function resendFiles(onRead: () => void): void {
  change(uploads.map((upload) => (upload.state.step === 'broken' ? { ...upload, state: { step: 'waiting' } } : upload)))
  void run(onRead)
}

/** Takes those off the list that are through, or everything that is not being sent. */
export function forgetUploads(which: 'finished' | 'all'): void {
  change(uploads.filter(({ state }) => state.step === 'sending' || (which === 'finished' && isOpen(state))))
}

/** Whether it has not arrived yet. */
export const isOpen = ({ step }: UploadState): boolean => step === 'waiting' || step === 'sending' || step === 'broken'

async function run(onRead: () => void): Promise<void> {
  if (running) return
  running = true
  for (let next = waiting(); next; next = waiting()) {
    const { id } = next
    const to = (state: UploadState) => change(uploads.map((one) => (one.id === id ? { ...one, state } : one)))
    to({ step: 'sending', share: 0 })
    const state = await send(next, (share) => to({ step: 'sending', share }))
    to(state)
    if (state.step === 'read' && state.report.status !== 'unchanged') onRead()
    // The same would befall the rest.
    if (state.step === 'broken') break
  }
  running = false
}

const waiting = () => uploads.find(({ state }) => state.step === 'waiting')

async function send({ file, audience }: Upload, onSent: (share: number) => void): Promise<UploadState> {
  try {
    const report = await uploadSource(file, audience, onSent)
    const { status, reason, message = '' } = report
    return status === 'skipped' ? { step: 'skipped', reason, message } : { step: 'read', report: { ...report, status } }
  } catch (error) {
    return isAboutTheFile(error) ? { step: 'skipped', ...reasonOf(error) } : { step: 'broken', error, at: Date.now() }
  }
}

const isAboutTheFile = (error: unknown): error is RequestError =>
  error instanceof RequestError && [400, 413, 415].includes(error.status)

/** Where nothing was read, the reason stands before the message: "encrypted: The PDF asks for a password." */
function reasonOf(error: RequestError): { reason: string | undefined; message: string } {
  const [, reason, message] = /^(\w+): (.*)$/s.exec(error.details[0]?.message ?? '') ?? []
  return { reason, message: message ?? error.message }
}

function change(next: readonly Upload[]): void {
  uploads = next
  const isGoing = uploads.some(({ state }) => isOpen(state))
  if (isGoing) addEventListener('beforeunload', ask)
  else removeEventListener('beforeunload', ask)
  for (const listener of listeners) listener()
}

/** Files that have not arrived are lost when the page is left. */
const ask = (event: BeforeUnloadEvent) => event.preventDefault()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
