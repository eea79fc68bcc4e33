import type { Actor } from '#auth'
import { troubleOf, type Category, type Desk } from '#desk'

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
  const trouble = ticket
    ? troubleOf({ ...ticket, description: [ticket.description, description].join('\n') })
    : { text: description ?? '', category: null, subcategory: null }
  const [best] = await desk.sops.match(actor, { ...trouble, category: trouble.category ?? category ?? null })
  return best?.chosen ? { sopId: best.sop.id, reasons: [...best.reasons] } : null
}
