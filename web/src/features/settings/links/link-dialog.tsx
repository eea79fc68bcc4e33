import { useQuery } from '@tanstack/react-query'
import { queryOf } from '../../../api/query.ts'
import { BarChart } from '../../../components/charts/bar-chart.tsx'
import { CopyField } from '../../../components/copy-field.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Loaded } from '../../../components/loaded.tsx'
import { Tag } from '../../../components/tag.tsx'
import { useMessages } from '../../../messages/catalogue.ts'
import { useFormat } from '../../../messages/format.ts'
import { settingsMessages } from '../../../messages/settings/messages.ts'
import { shellMessages } from '../../../messages/shell/messages.ts'
import { QrImage } from '../../account/qr-image.tsx'
import { standingOf, standingTones } from '../standing.ts'
import { everyDay } from './every-day.ts'
import type { ShareLink } from './links-part.tsx'

/** A share link to hand on, as text and as a QR code, and what was asked by it. */
export function LinkDialog({ link, onClose }: { link: ShareLink; onClose: () => void }) {
  const messages = useMessages(settingsMessages)
  const { audiences } = useMessages(shellMessages)
  const format = useFormat()
  const query = useQuery({
    ...queryOf('GET /api/v1/share-links/{id}/days', { path: { id: link.id } }),
    staleTime: 0,
  })
  const standing = standingOf(link)
  const { links } = messages
  return (
    <Dialog title={link.name} place="side" wide onClose={onClose}>
      <div className="flex flex-col gap-6">
        <div className="flex flex-wrap items-center gap-2 text-small text-muted">
          <Tag tone={standingTones[standing]}>{messages.states[standing]}</Tag>
          <Tag>{messages.sees(audiences[link.audience])}</Tag>
          <span>{links.questions(link.questions, link.questionLimit)}</span>
        </div>
        {standing === 'active' && (
          <>
            <CopyField forOthers label={links.link} hint={links.linkHint} text={link.url} />
            <QrImage text={link.url} label={links.qr(link.name)} />
          </>
        )}
        <Loaded query={query} lines={['h-56 w-full']}>
          {({ days }) =>
            days.length === 0 ? (
              <p className="text-small text-muted">{links.nothingAsked}</p>
            ) : (
              <BarChart
                title={links.byDay}
                axis={links.day}
                series={[links.answered, links.refused]}
                stacked
                format={format.number}
                formatAt={(day) => format.date(`${day}T12:00`)}
                rows={everyDay(days).map(({ day, questions, refused }) => ({
                  at: day,
                  values: [questions - refused, refused],
                }))}
              />
            )
          }
        </Loaded>
      </div>
    </Dialog>
  )
}
