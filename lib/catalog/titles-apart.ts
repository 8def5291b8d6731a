interface Titled {
  id: string;
  ruleId: string;
  code: string;
  title: string;
}

/** Titles of rule versions by their id; where different rules carry one title, as tiers of a score do, each with its code. */
export function titlesApart(rules: readonly Titled[]): Record<string, string> {
  return Object.fromEntries(
    rules.map(({ id, ruleId, code, title }) => {
      const isShared = rules.some((other) => other.ruleId !== ruleId && other.title === title);
      return [id, isShared ? `${title} (${code})` : title];
    }),
  );
}
