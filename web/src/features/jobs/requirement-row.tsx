import type { ResponseOf } from '../../api/call.ts'
import { Tag } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { jobsMessages } from '../../messages/jobs/messages.ts'
import { Proof } from '../proof/proof.tsx'
import { statusTones } from './statuses.ts'

type Requirement = ResponseOf<'GET /api/v1/jobs/{id}/match'>['requirements'][number]

/** More are behind a click. */
const proofsShown = 2

/** What the posting asks for, in its words; what proves it; what nothing proves. */
export function RequirementRow({ requirement, language }: { requirement: Requirement; language: string }) {
  const { match } = useMessages(jobsMessages)
  const { text, must, status, evidence, missing, reasons } = requirement
  return (
    <article className="grid gap-x-6 gap-y-3 px-4 py-3 text-small lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <div>
        <h3 lang={language} className="font-medium">
          {text}
        </h3>
        <p className="mt-1.5 flex flex-wrap gap-1.5">
          <Tag tone={statusTones[status]}>{match.status[status]}</Tag>
          <Tag>{must ? match.must : match.nice}</Tag>
        </p>
      </div>
      <div className="flex min-w-0 flex-col gap-3">
        <Proofs evidence={evidence.slice(0, proofsShown)} />
        {evidence.length > proofsShown && (
          <details>
            <summary className="cursor-pointer rounded text-muted">
              {match.evidence(evidence.length - proofsShown)}
            </summary>
            <div className="mt-3 flex flex-col gap-3">
              <Proofs evidence={evidence.slice(proofsShown)} />
            </div>
          </details>
        )}
        {missing.length > 0 && (
          <p>
            <span className="text-muted">{match.missing}:</span>{' '}
            <span lang={language} className="font-medium text-danger">
              {missing.join(' · ')}
            </span>
          </p>
        )}
        {reasons.map((reason) => (
          <p key={reason} lang="en" className="text-muted">
            {reason}
          </p>
        ))}
      </div>
    </article>
  )
}

function Proofs({ evidence }: { evidence: Requirement['evidence'] }) {
  return evidence.map(({ proves, citation }, index) => (
    <div key={index}>
      <p className="mb-1 font-medium">{proves}</p>
      <Proof citation={citation} />
    </div>
  ))
}
