/** Where the text stands that the votes of a stage were about, as it was handed in then. */
export function textHref(ruleVersionId: string, stageId: string): string {
  return `/registrar/rules/${ruleVersionId}/text/${stageId}`;
}
