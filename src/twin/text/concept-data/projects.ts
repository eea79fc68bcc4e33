import type { Concepts } from './concept.ts'

/** Projects, customers, money, publications, and the analysis of data. */
export const projects: Concepts = {
  project: { en: 'project', fr: 'projet', de: 'Projekt Projektleiter', es: 'proyecto' },
  plan: {
    en: 'plan schedule',
    fr: 'plan planifier planification planning',
    de: 'Plan geplant Planung Zeitplan plant',
    es: 'plan planificar planificación',
  },
  cost: {
    en: 'cost price budget expense',
    fr: 'coût prix budget dépense coûteux',
    de: 'Kosten kostet Preis Budget',
    es: 'coste precio presupuesto gasto',
  },
  invoice: { en: 'invoice billing', fr: 'facture', de: 'Rechnung', es: 'factura' },
  customer: {
    en: 'customer client',
    fr: 'client clientèle',
    de: 'Kunde Kundin Auftraggeber',
    es: 'cliente clientela',
  },
  supplier: {
    en: 'vendor supplier provider',
    fr: 'fournisseur prestataire',
    de: 'Lieferant Zulieferer',
    es: 'proveedor',
  },
  delivery: {
    en: 'deliver delivery ship launch',
    fr: 'livraison livrable',
    de: 'geliefert Lieferung ausliefern liefert ausgeliefert',
    es: 'entregar lanzar lanzamiento',
  },
  milestone: { en: 'milestone', fr: 'jalon', de: 'Meilenstein', es: 'hito' },
  requirement: { en: 'requirement', fr: 'exigence', de: 'Anforderung', es: 'requisito requerimiento' },
  meeting: { en: 'meeting', fr: 'réunion', de: 'Sitzung Meeting', es: 'reunión' },
  report: { en: 'report', fr: 'rapport', de: 'Bericht berichtet Report', es: 'reporte' },
  presentation: {
    en: 'talk presentation keynote speech speaker lecture conference',
    fr: 'conférence conférencier',
    de: 'Vortrag Präsentation Referent Konferenz',
    es: 'charla ponencia ponente conferencia',
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
    de: 'veröffentlichen veröffentlicht Veröffentlichung Publikation publizieren Artikel Aufsatz Blog publiziert',
    es: 'artículo blog',
  },
  writing: {
    en: 'write wrote written writer',
    fr: 'écrire écrit rédiger rédaction écrivez',
    de: 'schreiben schrieb geschrieben verfasst schreibt',
    es: 'escribir escrito redactar redacción',
  },
  design: {
    en: 'design',
    fr: 'concevoir conçu',
    de: 'Design Entwurf entwerfen entworfen gestalten gestaltet',
    es: 'diseño',
  },
  architecture: {
    en: 'architecture architect',
    fr: 'architecture architecte',
    de: 'Architektur Architekt',
    es: 'arquitectura arquitecto',
  },
  implementation: {
    en: 'implement',
    fr: 'implémenter',
    de: 'implementieren implementiert Implementierung umsetzen umgesetzt umzusetzen',
    es: 'implementar implantar',
  },
  construction: {
    en: 'build built create creation',
    fr: 'construire construit créer création',
    de: 'bauen gebaut aufbauen aufgebaut erstellen erstellt baut aufzubauen',
    es: 'construir construcción creación',
  },
  process: { en: 'process', fr: 'processus', de: 'Prozess Ablauf', es: 'proceso' },
  step: { en: 'step', fr: 'étape', de: 'Schritt', es: 'etapa' },
  approval: {
    en: 'approve',
    fr: 'approuver approbation',
    de: 'genehmigen genehmigt Freigabe freigeben freigegeben',
    es: 'aprobar aprueba',
  },

  // French "données" shares the stem of "donner".
  data: { en: 'data', de: 'Daten', es: 'dato' },
  analysis: {
    en: 'analysis analyses analyze analyst analytics',
    fr: 'analyse analyste',
    de: 'Analyse analysieren analysiert Analyst auswerten ausgewertet auszuwerten',
    es: 'análisis analizar',
  },
  statistics: {
    en: 'statistics stats statistician',
    fr: 'statistique statisticien',
    de: 'Statistik',
    es: 'estadística',
  },
  metric: {
    all: 'KPI',
    en: 'metric',
    fr: 'métrique',
    de: 'Metrik Kennzahl Indikator',
    es: 'métrica',
  },
  dashboard: { all: 'dashboard', es: 'tablero' },
  chart: { en: 'chart graph plot', fr: 'graphique', de: 'Diagramm Grafik', es: 'gráfico' },
  spreadsheet: { en: 'spreadsheet', fr: 'tableur Excel', de: 'Tabellenkalkulation Excel', es: 'Excel' },
  query: { en: 'query', fr: 'requête', de: 'Abfrage' },
  forecast: {
    en: 'forecast predict',
    fr: 'prévision prévoir prédire prédiction prévoyez',
    de: 'Prognose prognostizieren Vorhersage prognostiziert',
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
  visualization: {
    en: 'visualize visualise',
    fr: 'visualiser',
    de: 'visualisieren visualisiert Visualisierung',
    es: 'visualizar',
  },
}
