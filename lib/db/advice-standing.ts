import type { Advised, AdviceTime } from '@/lib/catalog/advice';

/**
 * SQL for the recommendations `r` of the entry whose id the expression is, as they stand now: about itself, and about those that were merged
 * into it. Follows FROM; conditions come after AND. @source prisma/migrations, recommendations_on, which says the same of a day
 */
export const adviceAbout = (id: string): string =>
  `recommendation r WHERE r.micro_credential_id = ANY(ARRAY(SELECT ${id} UNION ALL SELECT a.id FROM micro_credential a WHERE a.same_as_id = ${id}))`;

/** SQL for how a recommendation `r` stands on the day that the expression is. @source lib/catalog/advice.ts, standingOfAdvice */
export function adviceStandsOn(day: string): string {
  const time = (one: AdviceTime) => `'${one}'`;
  return `CASE WHEN r.valid_to < ${day} THEN ${time('lapsed')} WHEN r.valid_from > ${day} THEN ${time('coming')} ELSE ${time('current')} END`;
}

/** SQL for what the recommendations that `rows` names make of a certificate on that day, `rows` being what follows FROM. @source lib/catalog/advice.ts, advisedBy */
export function advisedOn(rows: string, day: string): string {
  const made = (one: Advised) => `'${one}'`;
  const some = (time: AdviceTime) => `bool_or(${adviceStandsOn(day)} = '${time}')`;
  return `(SELECT CASE WHEN ${some('current')} THEN ${made('recommended')} WHEN ${some('coming')} THEN ${made('recommendedLater')} END FROM ${rows})`;
}

/** SQL for the place of a recommendation `r` among others, as pages tell them on that day. @source lib/catalog/advice.ts, adviceInOrder */
export function adviceOrder(day: string): string {
  const order: readonly AdviceTime[] = ['current', 'coming', 'lapsed'];
  return `array_position('{${order.join(',')}}'::text[], ${adviceStandsOn(day)}), CASE WHEN ${adviceStandsOn(day)} = 'coming' THEN r.valid_from END, r.valid_to DESC NULLS FIRST, r.recommender`;
}
