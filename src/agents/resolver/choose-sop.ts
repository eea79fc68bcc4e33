import type { Actor } from '#auth'
import type { Category, Desk } from '#desk'

export interface Trouble {
  readonly ticket_id?: number | undefined
  readonly category?: Category | undefined
  readonly description?: string | undefined
  readonly sop_id?: string | undefined
}

/** The procedure that was named, or the one that fits what is known best; nothing when none fits well enough. */
export async function chooseSop(
  desk: Desk,
  actor: Actor,
  { ticket_id: ticketId, category, description, sop_id: named }: Trouble,
): Promise<{ sopId: string; reasons: string[] } | null> {
  if (named) {
    await desk.sops.find(actor, named)
    return { sopId: named, reasons: ['It was named.'] }
  }
  const ticket = ticketId === undefined ? undefined : await desk.tickets.find(actor, ticketId)
  const [best] = desk.sops.match(actor, {
    text: [ticket?.title, ticket?.description, description].filter((text) => text !== undefined).join('\n'),
    category: ticket?.category ?? category ?? null,
    subcategory: ticket?.subcategory ?? null,
    alert: ticket?.alerts.at(-1)?.labels['alertname'],
  })
  return best?.chosen ? { sopId: best.sop.id, reasons: [...best.reasons] } : null
}
