/** Where backups are kept: files by name, in one flat folder. */
export interface BackupStore {
  /** A local folder for files that are being written; `put` takes them from there. Not there before `prepare`. */
  readonly staging: string
  /** Makes the local folder, for its owner's eyes only. */
  prepare(): Promise<void>
  /** Path or address of a file, whether or not it is there. */
  locate(name: string): string
  /** Moves a whole local file in. When it resolves, the file is there to stay; until then nobody sees it. */
  put(name: string, path: string): Promise<void>
  /** Throws `not_found`. */
  open(name: string): Promise<StoredFile>
  /** For small files. Undefined when there is none of that name. */
  read(name: string): Promise<string | undefined>
  list(): Promise<StoredName[]>
  /** Removing what is not there is no error. */
  remove(name: string): Promise<void>
}

/** A local path to a stored file, until it is disposed. */
export interface StoredFile extends AsyncDisposable {
  readonly path: string
}

export interface StoredName {
  readonly name: string
  readonly sizeBytes: number
}

/** A plain name: nothing in it can lead out of the folder, or be a draft. */
export function requireName(name: string): string {
  if (/^[A-Za-z0-9][\w.-]*$/.test(name)) return name
  throw new Error(`"${name}" cannot be the name of a stored file`)
}
