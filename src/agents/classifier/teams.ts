import type { Category } from '#desk'

/** The team that takes a ticket of a category. */
export const ticketTeams: Readonly<Record<Category, string>> = {
  network: 'Network team',
  hardware: 'Workplace hardware',
  software: 'Application support',
  account: 'Identity and access',
  email: 'Messaging and collaboration',
  security: 'Security operations',
  performance: 'Performance and capacity',
  database: 'Database administration',
}

/** Who reads a ticket that the classifier cannot place. */
export const triageTeam = 'Service desk'
