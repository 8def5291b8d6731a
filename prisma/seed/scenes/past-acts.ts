import { pastOf } from '../data/past-reviews';
import type { RuleData } from '../data/rules/words';
import { castReview } from './past-cast';
import { planPast } from './past-plan';
import { insertPast } from './past-rows';
import { trailActs } from './past-trail';
import type { Act, Setting } from './stage';

/** Taken over are the mappings of which the past decided new versions before it begins. @units days before today */
const begins = 790;

/** Eight quarters of reviews that have ended, before everything that is open: their rows at once, and what the trail says of them in its time. */
export function pastActs(setting: Setting, rules: readonly RuleData[], others: readonly Act[]): Act[] {
  const { institution, calendar } = setting;
  const departments = pastOf[institution.key];
  if (departments === undefined) return [];
  const reviews = planPast(departments, rules, calendar.today).map((past) => castReview(setting, past));
  const rows: Act = { at: calendar.at(begins), run: () => insertPast(setting, reviews) };
  return [rows, ...trailActs(setting, reviews, others)];
}
