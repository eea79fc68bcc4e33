import { fold } from '../text/terms.ts'

const greeting =
  /^(hello|hi|hey|good (morning|afternoon|evening)|bonjour|salut|bonsoir|hallo|guten (tag|morgen|abend)|servus|hola|buenos dias|buenas tardes)( there)?$/
const courtesy =
  /^((many )?thanks?( you)?( (a lot|so much|very much))?|cheers|ok(ay)?|great|cool|good ?bye|bye|see you( later)?|merci( beaucoup)?|au revoir|danke( (schon|sehr))?|vielen dank|tschuss|auf wiedersehen|(muchas )?gracias|adios)$/

function bare(text: string): string {
  return fold(text)
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
}

/** "Hello": answered by who the person is. */
export function isGreeting(text: string): boolean {
  return greeting.test(bare(text))
}

/** "Thank you": nothing to answer, and no gap in what the twin knows. */
export function isCourtesy(text: string): boolean {
  return courtesy.test(bare(text))
}
