const labels: Record<string, string> = {
  public: 'What everybody sees',
  recruiter: 'What recruiters see',
  colleague: 'What colleagues see',
  owner: 'Everything, also what is private',
}

export function audienceLabel(audience: string): string {
  return labels[audience] ?? audience
}
