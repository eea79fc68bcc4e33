/** How many runs may wait for one another in a row: a person's, a plan's step, that step's SOP, the SOP's capability. */
export const maxDepth = 3
