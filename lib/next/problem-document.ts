/** What a machine reads where something is refused. @source RFC 9457 */
export function problemDocument(
  status: number,
  reason: string,
  detail: string,
): { type: string; title: string; status: number; detail: string } {
  return { type: `about:blank#${reason}`, title: reason, status, detail };
}
