// The clause behind a refusal as people are to read it. Where a rule stands in the design's own papers
// only, there is no clause that would tell a reader anything.
export const clauseWord = (clause: string | undefined): string =>
  clause && !clause.includes('.md') ? clause : '';
