import { type Database } from '@/lib/db/client';
import { getInstitution } from '@/lib/db/institutions';
import * as suggestions from '@/lib/db/suggestions';
import { withTenant } from '@/lib/db/tx';
import { foldCourseCode } from '@/lib/institution/course-code';
import { targetsOf } from '@/lib/rule/suggested-target';
import { takenTogether } from '@/lib/rule/taken-together';
import { externalOf, senderOf, writtenCredits } from '@/lib/suggest/certificate';
import { noTarget, type Precedent, type Target } from '@/lib/suggest/precedent';
import type { Portion } from '@/lib/suggesting/suggest-apart';
import { dayIn } from '@/lib/usecases/day-in';
import type { Grantable } from '@/lib/usecases/ports';

/** What can be granted, by the id of the target. */
export type Grantables = Map<string, Grantable>;

/** Decisions are read so many at a time, each time in a transaction of its own. */
const atOnce = 200;
const mostCourses = 20_000;

/** What says whether something was decided since. */
export async function markNow(database: Database, tenantId: string, now: string): Promise<string> {
  return withTenant(database, { tenantId }, async (tx) =>
    suggestions.markOfDecisions(tx, dayIn(now, (await getInstitution(tx, tenantId)).timeZone)),
  );
}

/**
 * All that an institution has decided and could grant, in portions: its own decisions that stand, and nobody else's. `grantables` is filled on
 * the way. A certificate that one of several is enough for makes a precedent for each of them.
 */
export async function* knownDecisions(
  database: Database,
  tenantId: string,
  now: string,
  grantables: Grantables = new Map(),
): AsyncGenerator<Portion> {
  const { ids, today, homeUnit } = await withTenant(database, { tenantId }, async (tx) => {
    const institution = await getInstitution(tx, tenantId);
    return {
      ids: await suggestions.listDecidedIds(tx),
      today: dayIn(now, institution.timeZone),
      homeUnit: institution.homeUnit,
    };
  });
  const own = new Map<string, string>();
  for (let behind = '', isMore = true; isMore && own.size < mostCourses; ) {
    const courses = await withTenant(database, { tenantId }, (tx) =>
      suggestions.listGrantable(tx, today, behind, atOnce),
    );
    for (const { code, kind, title, credits, level } of courses) {
      own.set(foldCourseCode(code), code);
      grantables.set(code, { kind, target: code, title, credits, level });
    }
    yield { precedents: [], targets: courses.map(targetOf) };
    behind = courses.at(-1)?.code ?? '';
    isMore = courses.length === atOnce;
  }
  for (let from = 0; from < ids.length; from += atOnce) {
    const { decided, texts } = await withTenant(database, { tenantId }, async (tx) => {
      const definitions = await suggestions.listDefinitions(tx, ids.slice(from, from + atOnce));
      const ways = definitions.map((one) => ({ ...one, ways: takenTogether(one.definition.premise) }));
      const named = [...new Set(ways.flatMap((one) => one.ways.flat()))];
      return { decided: ways, texts: await suggestions.listCertificateTexts(tx, named, homeUnit) };
    });
    const textOf = new Map(texts.map((text) => [text.id, text]));
    const places = new Map<string, Target>();
    const precedents = decided.flatMap(({ id, definition, ways }) => {
      const granted = targetsOf(definition).map((one) => {
        if (one === null) return noTarget;
        const listed = own.get(foldCourseCode(one.target));
        if (listed !== undefined) return listed;
        // A course that the list does not have any more can be granted no more.
        if (one.kind !== 'course' && !grantables.has(one.target)) {
          grantables.set(one.target, { ...one, title: null, credits: null, level: null });
          places.set(one.target, {
            id: one.target,
            title: one.target,
            credits: '',
            description: '',
            kind: 'elective',
          });
        }
        return one.target;
      });
      return ways.flatMap((way): Precedent[] => {
        const certificates = way.flatMap((one) => textOf.get(one) ?? []);
        return certificates.length === 0 || granted.length === 0
          ? []
          : [
              {
                id,
                family: senderOf(certificates),
                external: certificates.map(externalOf),
                targets: granted,
              },
            ];
      });
    });
    yield { precedents, targets: [...places.values()] };
  }
}

function targetOf({ code, title, credits, kind, about }: suggestions.ListedCourse): Target {
  return { id: code, title, credits: writtenCredits(credits), description: about, kind };
}
