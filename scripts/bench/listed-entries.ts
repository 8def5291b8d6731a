import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import type { SearchDocument } from '@/lib/search/document';

/** One micro-credential as a line of the file describes it. */
const Line = z.object({
  id: z.string(),
  title: z.string(),
  provider: z.string().default(''),
  platform: z.string().default(''),
  credential_type: z.string().default(''),
  level: z.string().default(''),
  language: z.string().default(''),
  subject: z.string().default(''),
  skills: z.array(z.string()).default([]),
  outcomes: z.array(z.string()).default([]),
  description: z.string().default(''),
});
export type ListedEntry = z.infer<typeof Line>;

/** What files call languages. */
const languages: Readonly<Record<string, string>> = {
  English: 'en',
  Español: 'es',
  Français: 'fr',
  Italiano: 'it',
  Português: 'pt',
  Deutsch: 'de',
  中文: 'zh',
  日本語: 'ja',
  'اللغة العربية': 'ar',
};

/** The entries of a file with one a line, as JSON; compressed where its name says so. */
export function readListedEntries(file: string): ListedEntry[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Line.parse(JSON.parse(line)));
}

/** An entry as it is searched. */
export function toSearchDocument(entry: ListedEntry): SearchDocument {
  const value = (text: string) => (text === '' ? [] : [text]);
  return {
    id: entry.id,
    rank: 0,
    title: entry.title,
    codes: [],
    providers: [...value(entry.provider), ...value(entry.platform)],
    skills: [...new Set([...value(entry.subject), ...entry.skills])],
    outcomes: entry.outcomes,
    description: entry.description,
    language: entry.language === '' ? null : (languages[entry.language] ?? entry.language),
    facets: {
      provider: value(entry.provider),
      platform: value(entry.platform),
      kind: value(entry.credential_type),
      level: value(entry.level),
      subject: value(entry.subject),
    },
    numbers: {},
  };
}
