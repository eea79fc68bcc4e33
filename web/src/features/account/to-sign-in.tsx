import { Navigate, useLocation } from '@tanstack/react-router'
import { useState } from 'react'

/** Leads to signing in, and back here afterwards. */
export function ToSignIn() {
  // Where one was when it appeared: while the next page loads, the address is that one's already.
  const [next] = useState(useLocation({ select: ({ href }) => href }))
  return <Navigate to="/sign-in" search={{ next }} replace />
}
