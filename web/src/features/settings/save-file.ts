/** Gives a file to whoever looks, as a download. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has begun to read it by then; until the end of the page it would hold the memory.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
