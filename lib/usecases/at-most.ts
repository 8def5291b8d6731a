/** What comes of it; false where that takes longer. @units milliseconds */
export async function atMost(most: number, done: Promise<boolean>): Promise<boolean> {
  if (most === Infinity) return done;
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), most)));
  return Promise.race([done, tooLong]).finally(() => clearTimeout(timer));
}
