import type { Concepts } from './concept.ts'

/** Projects, customers, money, publications, and the analysis of data. */
export const projects: Concepts = {
  project: { en: 'project', fr: 'projet', de: 'Projekt Projektleiter', es: 'proyecto' },
  plan: {
    en: 'plan planning schedule',
    fr: 'plan planifier planification planning',
    de: 'Plan planen geplant Planung Zeitplan',
    es: 'plan planificar planificación',
  },
  cost: {
    en: 'cost price budget expense expensive',
    fr: 'coût prix budget dépense coûteux',
    de: 'Kosten kostet Preis Budget',
    es: 'coste costo precio presupuesto gasto',
  },
  invoice: { en: 'invoice billing', fr: 'facture facturation', de: 'Rechnung', es: 'factura facturación' },
  customer: {
    en: 'customer client',
    fr: 'client clientèle',
    de: 'Kunde Kundin Auftraggeber',
    es: 'cliente clientela',
  },
  supplier: {
    en: 'vendor supplier provider',
    fr: 'fournisseur prestataire',
    de: 'Lieferant Anbieter Zulieferer Dienstleister',
    es: 'proveedor',
  },
  delivery: {
    en: 'deliver delivery ship launch',
    fr: 'livrer livraison livrable',
    de: 'liefern geliefert Lieferung ausliefern',
    es: 'entregar lanzar lanzamiento',
  },
  milestone: { en: 'milestone', fr: 'jalon', de: 'Meilenstein', es: 'hito' },
  requirement: { en: 'requirement', fr: 'exigence', de: 'Anforderung', es: 'requisito requerimiento' },
  meeting: { en: 'meeting', fr: 'réunion', de: 'Besprechung Sitzung Meeting', es: 'reunión' },
  report: { en: 'report', fr: 'rapport', de: 'Bericht berichten berichtet Report', es: 'reporte' },
  presentation: {
    en: 'talk presentation keynote speech speaker lecture conference',
    fr: 'présentation exposé conférence conférencier',
    de: 'Vortrag Vorträge Präsentation Präsentationen Referent Konferenz',
    es: 'presentación charla ponencia ponente conferencia',
  },
  conference: {
    en: 'conference congress meetup symposium',
    fr: 'conférence congrès colloque',
    de: 'Konferenz Kongress Tagung Meetup',
    es: 'conferencia congreso',
  },
  // English "publication" and the French and Spanish words for it share the stem of "public".
  publishing: {
    en: 'publish article paper blog',
    fr: 'publier article blog',
    de: 'veröffentlichen veröffentlicht Veröffentlichung Publikation publizieren Artikel Aufsatz Blog',
    es: 'artículo blog',
  },
  writing: {
    en: 'write wrote written writer',
    fr: 'écrire écrit rédiger rédaction',
    de: 'schreiben schreibst schrieb geschrieben verfasst verfassen',
    es: 'escribir escrito redactar redacción',
  },
  design: {
    en: 'design designer',
    fr: 'concevoir conception conçu',
    de: 'Design Entwurf entwerfen entworfen gestalten',
    es: 'diseño diseñar diseñador',
  },
  architecture: {
    en: 'architecture architect',
    fr: 'architecture architecte',
    de: 'Architektur Architekt',
    es: 'arquitectura arquitecto',
  },
  implementation: {
    en: 'implement implementation',
    fr: 'implémenter implémentation',
    de: 'implementieren implementiert Implementierung umsetzen umgesetzt Umsetzung',
    es: 'implementar implementación implantar implantación',
  },
  construction: {
    en: 'build built create creation',
    fr: 'construire construit créer création bâtir',
    de: 'bauen gebaut aufbauen aufgebaut Aufbau erstellen erstellt Erstellung',
    es: 'construir construcción crear creación',
  },
  process: { en: 'process', fr: 'processus', de: 'Prozess Ablauf Abläufe', es: 'proceso' },
  step: { en: 'step', fr: 'étape', de: 'Schritt', es: 'etapa' },
  approval: {
    en: 'approve approval',
    fr: 'approuver approbation',
    de: 'genehmigen genehmigt Genehmigung Freigabe freigeben freigegeben',
    es: 'aprobar aprobación',
  },

  data: { en: 'data', fr: 'données', de: 'Daten', es: 'dato' },
  analysis: {
    en: 'analysis analyses analyse analyze analyst analytics',
    fr: 'analyse analyser analyste',
    de: 'Analyse analysieren analysiert Analyst auswerten ausgewertet Auswertung',
    es: 'análisis analizar analista',
  },
  statistics: {
    en: 'statistics statistical stats statistician',
    fr: 'statistique statisticien',
    de: 'Statistik statistisch Statistiker',
    es: 'estadística',
  },
  metric: {
    all: 'KPI',
    en: 'metric indicator',
    fr: 'métrique indicateur',
    de: 'Metrik Kennzahl Indikator',
    es: 'métrica indicador',
  },
  dashboard: { all: 'dashboard', es: 'tablero' },
  chart: { en: 'chart graph plot', fr: 'graphique', de: 'Diagramm Grafik', es: 'gráfico' },
  spreadsheet: { all: 'Excel spreadsheet', fr: 'tableur', de: 'Tabellenkalkulation' },
  query: { en: 'query', fr: 'requête', de: 'Abfrage abfragen', es: 'consulta' },
  forecast: {
    en: 'forecast predict prediction',
    fr: 'prévision prévoir prédire prédiction',
    de: 'Prognose prognostizieren Vorhersage vorhersagen',
    es: 'pronóstico predecir predicción previsión',
  },
  'machine-learning': { all: 'ML', en: 'neural', fr: 'neuronal', de: 'neuronal maschinell', es: 'neuronal' },
  // "artificial" hardly ever stands without "intelligence" in these texts.
  'artificial-intelligence': {
    en: 'AI artificial',
    fr: 'IA artificielle',
    de: 'KI künstlich',
    es: 'IA artificial',
  },
}
