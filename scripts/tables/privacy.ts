import { readdirSync, readFileSync } from 'node:fs';
import { inProject } from '../project';

export interface ModelPrivacy {
  model: string;
  table: string;
  about: string;
  pii: string | null;
  retention: string | null;
}

/** What each model of the schema says of personal data, in its own comments. */
export function readPrivacy(): ModelPrivacy[] {
  const folder = inProject('prisma', 'schema');
  const text = readdirSync(folder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    .join('\n');
  return [...text.matchAll(/((?:^\/\/\/.*\n)*)^model (\w+) \{([\s\S]*?)^\}/gm)].map(
    ([, comments = '', model = '', body = '']) => {
      const lines = comments.split('\n').map((line) => line.replace(/^\/\/\/\s?/, ''));
      const value = (key: string) =>
        lines
          .find((line) => line.startsWith(`${key}: `))
          ?.slice(key.length + 2)
          .trim() ?? null;
      const about = lines.filter((line) => line !== '' && !/^(pii|retention): /.test(line)).join(' ');
      return {
        model,
        table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model,
        about,
        pii: value('pii'),
        retention: value('retention'),
      };
    },
  );
}

/** The tables that hold personal data, then those that hold none. */
export function privacyTable(): string {
  const models = readPrivacy();
  const holding = models.filter(({ pii }) => pii !== 'none');
  const without = models.filter(({ pii }) => pii === 'none');
  return [
    '| Table | Personal data | Kept | What it is |',
    '|---|---|---|---|',
    ...holding.map(
      ({ table, pii, retention, about }) => `| \`${table}\` | ${pii} | ${retention} | ${about} |`,
    ),
    '',
    `No personal data: ${without.map(({ table }) => `\`${table}\``).join(', ')}.`,
  ].join('\n');
}
