import { Link } from '@tanstack/react-router'
import { useMessages } from '../../messages/catalogue.ts'
import { profileMessages } from '../../messages/profile/messages.ts'
import { partOf } from './profile-parts.ts'

/** Leads to each place that was refused. */
export function ProblemList({ problems }: { problems: ReadonlyMap<string, string> }) {
  const messages = useMessages(profileMessages)
  return (
    <div role="alert" className="pb-3 text-small">
      <p className="font-medium text-danger">{messages.checkThese}</p>
      <ul>
        {[...problems].map(([pointer, problem]) => (
          <li key={pointer}>
            <Link to="/profile" search={{ part: partOf(pointer), at: pointer }} className="text-accent underline">
              {messages.parts[partOf(pointer)]}
            </Link>{' '}
            <span className="text-muted">{problem}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
