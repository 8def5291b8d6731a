/** So long a session that was found counts without being looked for again: it decides who waits where, never what they may do. @units milliseconds */
const rememberedFor = 60_000;
/** So many are remembered, and so many looked for at once; a token beyond that counts as none. */
const most = { remembered: 10_000, lookedFor: 40 };

type Find = (token: string) => Promise<string | null>;

/**
 * Whose session a token is, asked often and in haste. Only what was found is remembered, so that made-up tokens push nobody out, and
 * where the answer cannot be had the token counts as none. `now` is in milliseconds.
 */
export function rememberSessions(
  find: Find,
  now: () => number = () => performance.now(),
): (token: string) => Promise<string | null> {
  const found = new Map<string, { userId: string; until: number }>();
  const lookedFor = new Map<string, Promise<string | null>>();
  return (token) => {
    const known = found.get(token);
    if (known !== undefined && known.until > now()) return Promise.resolve(known.userId);
    const begun = lookedFor.get(token);
    if (begun !== undefined) return begun;
    if (token.length > 200 || lookedFor.size >= most.lookedFor) return Promise.resolve(null);
    const answer = find(token)
      .then((userId) => {
        found.delete(token);
        if (userId !== null) found.set(token, { userId, until: now() + rememberedFor });
        const [oldest] = found.keys();
        if (found.size > most.remembered && oldest !== undefined) found.delete(oldest);
        return userId;
      })
      .catch(() => null)
      .finally(() => lookedFor.delete(token));
    lookedFor.set(token, answer);
    return answer;
  };
}
