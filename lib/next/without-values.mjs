/**
 * What of a message may stand in a log: databases, mail servers and parsers quote what they could not take, and that is somebody's input,
 * which may hold quotes itself. So everything from the first quote on goes, and every word with an @ in it.
 * Of several lines before it the last one stays, which is where libraries give the reason.
 * @param {string} message
 * @returns {string} at most 300 characters
 */
export function withoutValues(message) {
  const [before, ...quoted] = message.split(/["`\u2018\u201c]|(?<!\w)'/);
  const reason = before.split(/[\n\r\u2028\u2029]/).at(-1);
  return `${reason}${quoted.length > 0 ? '"…"' : ''}`
    .replace(/[^\s<>()]+/g, (word) => (word.indexOf('@') > 0 ? '…@…' : word))
    .slice(0, 300);
}
