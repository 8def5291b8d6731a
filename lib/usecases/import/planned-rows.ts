import type { Publication } from '@/lib/rule/plan-publication';
import { microCredentialIdsIn, type RuleVersion } from '@/lib/rule/rule-version';
import type { Foreseen } from '@/lib/usecases/rule/check-rule';

/** What publishing the rows of a file so far would bring about, for the rows further down. */
export interface PlannedRows extends Omit<Foreseen, 'microCredentials'> {
  /** Keeps what a plan changes of stored versions, and the version itself where one further down could be refused for it. */
  take(plan: Publication, isRemembered: boolean): void;
}

/** Remembers plans; as text, where a large file has many of which few are ever asked for. */
export function plannedRows({ asText }: { asText: boolean }): PlannedRows {
  const kept: (string | RuleVersion)[] = [];
  const about = new Map<string, number[]>();
  const placed = (name: string, at: number) => {
    const places = about.get(name);
    if (places) places.push(at);
    else about.set(name, [at]);
  };
  const changed = new Map<string, Pick<RuleVersion, 'rowVersion'> & Partial<RuleVersion>>();
  return {
    planned: ({ microCredentialIds, codes }) => {
      const places = new Set([...microCredentialIds, ...codes].flatMap((name) => about.get(name) ?? []));
      return [...places].flatMap((at) => {
        const one = kept[at];
        return one === undefined ? [] : typeof one === 'string' ? (JSON.parse(one) as RuleVersion) : one;
      });
    },
    asItWillBe: (version) => ({ ...version, ...changed.get(version.id) }),
    take: ({ version, claimFrom, ends, revokes }, isRemembered) => {
      for (const { version: ended, claimTo } of ends)
        changed.set(ended.id, { claimTo, rowVersion: ended.rowVersion + 1 });
      for (const { id, rowVersion } of revokes)
        changed.set(id, { status: 'revoked', rowVersion: rowVersion + 1 });
      if (!isRemembered) return;
      const names = [...microCredentialIdsIn(version.definition.premise), version.ruleCode];
      for (const name of names) placed(name, kept.length);
      const published: RuleVersion = {
        ...version,
        ...{ claimFrom, status: 'published', rowVersion: version.rowVersion + 1 },
      };
      kept.push(asText ? JSON.stringify(published) : published);
    },
  };
}
