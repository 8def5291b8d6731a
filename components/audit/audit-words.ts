import { useTranslations } from 'next-intl';
import { useDay, useMoment } from '@/components/ui/day';
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
  'otherwiseBecause',
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
  /** Who acted, and for whom. */
  who: (entry: { actorName: string; onBehalfOfName: string | null }) => string;
  action: (name: string) => string;
  object: (name: string) => string;
  /** Of a state, where something stands: `review.stages.0.quorum`. */
  field: (path: string) => string;
  /** What stands there. */
  value: (path: string, text: string) => string;
  /** What an entry says of itself in short: written once and chained, so its codes and days become words only here. */
  summary: (text: string) => string;
} {
  const t = useTranslations('audit');
  const day = useDay();
  const moment = useMoment();
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
    who: ({ actorName, onBehalfOfName: other }) =>
      actorName === '' ? t('nobody') : other === null ? actorName : t('whoFor', { name: actorName, other }),
    action: (name: Permission | (string & {})) => say(actions, name),
    object: (name) => say(objects, name),
    field: (path) => path.split('.').map(part).join(' › '),
    value: (path, text) => {
      const names = path.split('.').filter((name) => !/^\d+$/.test(name));
      if (written.has(names.at(-1) ?? '')) return text;
      if (text === '[]' || text === '{}') return t('none');
      if (/^\d{4}-\d\d-\d\d$/.test(text)) return day(text);
      if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return moment(text);
      return code(text);
    },
    summary: (text) => {
      const closed = /^(\w+) stage closed( by its votes)?: (\w+)$/.exec(text);
      if (closed)
        return t(closed[2] === undefined ? 'said.closed' : 'said.closedByVotes', {
          stage: closed[1] ?? '',
          outcome: closed[3] ?? '',
        });
      const settled = /^conditions of version (\d+): (met|unmet)$/.exec(text);
      if (settled) return t('said.conditions', { version: settled[1] ?? '', met: settled[2] ?? '' });
      return text.replace(/\b\d{4}-\d\d-\d\d\b/g, day);
    },
  };
}

/** `coverageThreshold` as words; what is no name of the program stays as it is. */
function takenApart(name: string): string {
  if (!/^[a-z]+([A-Z][a-z]+)*$/.test(name)) return name;
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
