import type { Actor, Role } from './actor';

/** The work of each office; of somebody with several, the first in this order. */
const work: readonly { roles: readonly Role[]; path: string }[] = [
  { roles: ['registrar', 'evaluator', 'catalog_editor'], path: '/registrar' },
  { roles: ['chair', 'committee_chair', 'reviewer', 'committee_member', 'dean'], path: '/faculty/cases' },
  { roles: ['administrator'], path: '/administration' },
  { roles: ['auditor'], path: '/audit' },
];

/** Where somebody who signed in begins: staff at the work of their office, everybody else on their account or the start page. */
export function startPageOf(actor: Actor): string {
  if (actor.kind === 'visitor') return '/';
  if (actor.kind !== 'staff') return '/account';
  const held = new Set(actor.roles.map(({ role }) => role));
  return work.find(({ roles }) => roles.some((role) => held.has(role)))?.path ?? '/account';
}
