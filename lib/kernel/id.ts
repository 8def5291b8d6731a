/** Whether a text has the form of an id, so that the database can be asked for it; what has not leads nowhere. Capitals mean the same. @source RFC 9562 §4 */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
