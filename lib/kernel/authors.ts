/** A text that people write together: who began it, and who changed it since. */
export interface Authored {
  authorId: string;
  contributorIds: readonly string[];
}

/** Everybody who wrote it, once each: whoever changed a text is one of its authors. @source docs/workflow.md "Separated duties" */
export function authorIdsOf({ authorId, contributorIds }: Authored): string[] {
  return [...new Set([authorId, ...contributorIds])];
}

/** Whether that person is one of its authors, and so has no part in deciding about it. */
export function isAuthorOf(text: Authored, personId: string): boolean {
  return authorIdsOf(text).includes(personId);
}
