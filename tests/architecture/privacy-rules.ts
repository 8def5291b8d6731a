/** Models of a schema whose comment lacks `pii: none|kinds` or `retention:`. */
export function undeclaredModels(schema: string): string[] {
  const lines = schema.split('\n');
  return lines.flatMap((line, at) => {
    const [, name] = /^model (\w+) \{/.exec(line) ?? [];
    if (name === undefined) return [];
    const comment: string[] = [];
    for (let above = at - 1; lines[above]?.startsWith('///'); above--) comment.push(lines[above] ?? '');
    const says = (what: string) => comment.some((part) => new RegExp(`^/// ${what}: \\S`).test(part));
    return says('pii') && says('retention') ? [] : [name];
  });
}
