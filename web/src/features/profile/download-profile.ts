import type { Profile } from './profile-json.ts'

/** Hands the profile over as a file. */
export function downloadProfile(profile: Profile): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(profile, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'profile.json'
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000) // the browser has taken it by then
}
