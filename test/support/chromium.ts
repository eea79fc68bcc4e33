import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

// Root cannot use Chromium's sandbox; the rest keeps it from talking to anything but the page under test.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts headless Chromium (the system's) with a new, empty profile. Dispose it (`await using`) to close it. */
export async function openChromium(): Promise<Browser> {
  const executablePath = places.find((path) => existsSync(path))
  if (executablePath === undefined)
    throw new Error(`Chromium is missing (${places.join(', ')}). Run: npm run setup-tests`)
  return chromium.launch({ executablePath, headless: true, args: flags })
}
