import type { Database } from '@/lib/db/client';
import type { Tx } from '@/lib/db/tx';
import type { Calendar } from '../calendar';
import type { DemonstrationInstitution } from '../data/institutions/form';
import { rulesOf } from '../data/rules/all';
import { institutionId } from '../ids';
import { actIn } from '../act-in';
import { castOf } from './cast';
import { importActs } from './import-road';
import { reviewActs } from './review-road';
import { pastActs } from './past-acts';
import { contextsOf, play, type Setting } from './stage';
import { trustActs } from './trust';

/** Lets the people of one institution make its decisions, in the order of time, through the same use cases as in the application. */
export async function playInstitution(
  tx: Tx,
  database: Database,
  institution: DemonstrationInstitution,
  calendar: Calendar,
): Promise<void> {
  await actIn(tx, institutionId(institution.key));
  const setting: Setting = {
    tx,
    institution,
    calendar,
    cast: castOf(institution),
    as: contextsOf(database, institution.key),
    versions: new Map(),
    subjects: new Map(),
  };
  const rules = rulesOf[institution.key](calendar);
  const acts = [
    ...trustActs(setting),
    ...importActs(setting, rules),
    ...rules.flatMap((rule, index) =>
      rule.versions.flatMap((version, at) => reviewActs(setting, rule, at + 1, version, index)),
    ),
  ];
  await play([...acts, ...pastActs(setting, rules, acts)]);
  // Nobody is told by mail of what only happened in a demonstration.
  await tx.outboxMessage.deleteMany();
}
