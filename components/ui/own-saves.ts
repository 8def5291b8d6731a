'use client';

/** Versions that a form of the product, in this window, has put another in place of: what is edited, and the version that was sent. */
const replaced = new Set<string>();

/** A form has saved what it was filled from, so that the version after this one is its own. */
export function noteOwnSave(subject: string, sent: number): void {
  replaced.add(`${subject} ${sent}`);
}

/**
 * The version that a form builds on whose fields were filled from another one: as far as one's own saves beside it led on from there. What
 * somebody else saved in between is never passed over.
 */
export function basisAfterOwnSaves(subject: string, filledFrom: number): number {
  let basis = filledFrom;
  while (replaced.has(`${subject} ${basis}`)) basis += 1;
  return basis;
}
