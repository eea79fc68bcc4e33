import { watch, type FSWatcher } from 'node:fs'
import { planFolder, type KnowledgeFolder, type PlanNeeds } from './plan-folder.ts'

export interface WatchNeeds extends PlanNeeds {
  readonly folders: readonly KnowledgeFolder[]
  /** Brings a folder in step. */
  readonly sync: (path: string) => Promise<unknown>
  readonly failed: (path: string, error: unknown) => void
}

/** Editors write a file in several steps; a copy of a folder goes on for a while. */
const quietMs = 500
/** What the system told nobody, as on network drives, and folders that come later. */
const rescanMs = 600_000

/**
 * Looks at every folder now, when the system says that something in it changed, and every ten minutes; where the files and
 * their sources differ, it is brought in step. One pass at a time per folder.
 */
export function watchFolders(
  needs: WatchNeeds,
  { quiet = quietMs, rescan = rescanMs }: { quiet?: number; rescan?: number } = {},
): AsyncDisposable {
  const stopping = new AbortController()
  const watched = needs.folders.map((folder) => watchFolder(needs, folder, { quiet, rescan }, stopping.signal))
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await Promise.all(watched.map((one) => one[Symbol.asyncDispose]()))
    },
  }
}

function watchFolder(
  needs: WatchNeeds,
  folder: KnowledgeFolder,
  { quiet, rescan }: { quiet: number; rescan: number },
  stopped: AbortSignal,
): AsyncDisposable {
  let watcher: FSWatcher | undefined
  let waiting: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let again = false

  function soon(): void {
    clearTimeout(waiting)
    if (!stopped.aborted) waiting = setTimeout(begin, quiet)
  }

  function begin(): void {
    if (running) {
      again = true
      return
    }
    running = look().finally(() => {
      running = undefined
      if (again) soon()
      again = false
    })
  }

  async function look(): Promise<void> {
    try {
      listen()
      const plan = await planFolder(needs, folder, stopped)
      if (plan.files.length > 0) await needs.sync(folder.path)
    } catch (error) {
      if (!stopped.aborted) needs.failed(folder.path, error)
    }
  }

  /** Begins to hear of changes, where it does not yet; a folder that is not there is tried again at the next look. */
  function listen(): void {
    if (watcher) return
    const opened = watch(folder.path, { recursive: true }, soon)
    watcher = opened
    opened.on('error', () => {
      opened.close()
      watcher = undefined
    })
  }

  const timer = setInterval(begin, rescan)
  begin()
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      clearTimeout(waiting)
      watcher?.close()
      await running
    },
  }
}
