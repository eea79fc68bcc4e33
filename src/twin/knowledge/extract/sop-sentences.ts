import { parsePartialDate } from '../../profile/partial-date.ts'
import { phrasesFor } from '../../profile/phrases/phrases-for.ts'
import type { Language } from '../../text/language.ts'
import type { SopFrontMatter } from './front-matter.ts'

interface SopPhrases {
  named(id: string, title: string): string
  category(value: string): string
  owner(name: string): string
  reviewed(when: string): string
  minutes(value: number): string
  risk(value: 'low' | 'medium' | 'high'): string
}

const phrases: Record<Exclude<Language, 'und'>, SopPhrases> = {
  en: {
    named: (id, title) => `The procedure ${id} is: ${title}.`,
    category: (value) => `The category of this procedure is ${value}.`,
    owner: (name) => `The owner of this procedure is ${name}.`,
    reviewed: (when) => `This procedure was last reviewed ${when}.`,
    minutes: (value) => `This procedure takes about ${value} minutes.`,
    risk: (value) => `The risk of this procedure is ${value}.`,
  },
  fr: {
    named: (id, title) => `La procédure ${id} est : ${title}.`,
    category: (value) => `La catégorie de cette procédure est ${value}.`,
    owner: (name) => `Le responsable de cette procédure est ${name}.`,
    reviewed: (when) => `Cette procédure a été relue pour la dernière fois ${when}.`,
    minutes: (value) => `Cette procédure prend environ ${value} minutes.`,
    risk: (value) => `Le risque de cette procédure est ${{ low: 'faible', medium: 'moyen', high: 'élevé' }[value]}.`,
  },
  de: {
    named: (id, title) => `Das Verfahren ${id} ist: ${title}.`,
    category: (value) => `Die Kategorie dieses Verfahrens ist ${value}.`,
    owner: (name) => `Verantwortlich für dieses Verfahren ist ${name}.`,
    reviewed: (when) => `Dieses Verfahren wurde zuletzt ${when} geprüft.`,
    minutes: (value) => `Dieses Verfahren dauert etwa ${value} Minuten.`,
    risk: (value) => `Das Risiko dieses Verfahrens ist ${{ low: 'gering', medium: 'mittel', high: 'hoch' }[value]}.`,
  },
  es: {
    named: (id, title) => `El procedimiento ${id} es: ${title}.`,
    category: (value) => `La categoría de este procedimiento es ${value}.`,
    owner: (name) => `El responsable de este procedimiento es ${name}.`,
    reviewed: (when) => `Este procedimiento se revisó por última vez ${when}.`,
    minutes: (value) => `Este procedimiento tarda unos ${value} minutos.`,
    risk: (value) => `El riesgo de este procedimiento es ${{ low: 'bajo', medium: 'medio', high: 'alto' }[value]}.`,
  },
}

/** An SOP's front matter as sentences: what is not in the text of a source cannot be quoted. */
export function sopSentences(values: SopFrontMatter, language: Language): string[] {
  const say = phrases[language === 'und' ? 'en' : language]
  const { id, title, category, owner, reviewed, estimated_minutes: minutes, risk } = values
  const date = parsePartialDate(reviewed)
  return [
    say.named(id, title),
    category !== undefined && say.category(category),
    owner !== undefined && say.owner(owner),
    date !== undefined && date !== 'impossible' && say.reviewed(phrasesFor(language).on(date)),
    minutes !== undefined && say.minutes(minutes),
    risk !== undefined && say.risk(risk),
  ].filter((sentence) => sentence !== false)
}
