// Runs before the first paint, so that a remembered theme does not flash. A file of its own because the page's
// content security policy allows no inline script.
try {
  const theme = localStorage.getItem('pollux.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage is forbidden here (private mode, policy): the system's theme applies.
}
