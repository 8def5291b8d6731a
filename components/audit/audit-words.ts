import { useTranslations } from 'next-intl';
import type { Permission } from '@/lib/access/permission';

type Words = { has: (key: string) => boolean } & ((key: string, values?: Record<string, number>) => string);

/** Parts of a state that hold what somebody wrote, or a name that somebody gave: shown as they are. */
const written = new Set([
  'address',
  'body',
  'changedBecause',
  'code',
  'email',
  'fileName',
  'internalNote',
  'label',
  'minutesRef',
  'name',
  'note',
  'publicNote',
  'publicReason',
  'rationale',
  'reason',
  'sha256',
  'shortName',
  'siteUrl',
  'source',
  'statusReason',
  'target',
  'text',
  'title',
  'url',
]);

/**
 * Words for the acts, the kinds of things and the states that the audit keeps. A part of a state that has no words yet is told by its
 * own name, taken apart into words; what somebody wrote is never changed.
 */
export function useAuditWords(): {
  action: (name: string) => string;
  object: (name: string) => string;
  /** Of a state, where something stands: `review.stages.0.quorum`. */
  field: (path: string) => string;
  /** What stands there. */
  value: (path: string, text: string) => string;
} {
  const actions = useTranslations('audit.action') as unknown as Words;
  const objects = useTranslations('audit.object') as unknown as Words;
  const parts = useTranslations('audit.part') as unknown as Words;
  const codes = useTranslations('audit.code') as unknown as Words;
  const units = useTranslations('credit.unit') as unknown as Words;
  const say = (words: Words, name: string) => {
    const key = name.replaceAll('.', '-');
    return words.has(key) ? words(key) : name;
  };
  const code = (name: string) => (units.has(name) ? units(name, { count: 2 }) : say(codes, name));
  const part = (name: string) => {
    if (/^\d+$/.test(name)) return String(Number(name) + 1);
    if (parts.has(name)) return parts(name);
    if (name.includes('>')) return name.split('>').map(code).join(' → ');
    return takenApart(name);
  };
  return {
    action: (name: Permission | (string & {})) => say(actions, name),
    object: (name) => say(objects, name),
    field: (path) => path.split('.').map(part).join(' › '),
    value: (path, text) => {
      const names = path.split('.').filter((name) => !/^\d+$/.test(name));
      return written.has(names.at(-1) ?? '') ? text : code(text);
    },
  };
}

/** `coverageThreshold` as words; what is no name of the program stays as it is. */
function takenApart(name: string): string {
  if (!/^[a-z]+([A-Z][a-z]+)*$/.test(name)) return name;
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
