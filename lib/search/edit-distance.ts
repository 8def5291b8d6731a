/**
 * Changed, added, lost or swapped letters between two words; stops counting at `most`.
 * @source Levenshtein 1966; Damerau 1964: two neighbours in each other's place count once (optimal string alignment)
 */
export function editDistance(a: string, b: string, most: number): number {
  const width = b.length + 1;
  if (Math.abs(a.length - b.length) >= most) return most;
  let [older, old, row] = [new Uint16Array(width), new Uint16Array(width), new Uint16Array(width)];
  for (let j = 0; j < width; j++) old[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1);
    const before = i > 1 ? a.charCodeAt(i - 2) : -1;
    // Cells farther from the diagonal can only cost as much or more.
    const [from, to] = [Math.max(1, i - most), Math.min(b.length, i + most)];
    row[0] = Math.min(i, most);
    if (from > 1) row[from - 1] = most;
    let least = from > 1 ? most : (row[0] as number);
    for (let j = from; j <= to; j++) {
      const other = b.charCodeAt(j - 1);
      let cost = (old[j - 1] as number) + (letter === other ? 0 : 1);
      if (j > 1 && letter === b.charCodeAt(j - 2) && before === other)
        cost = Math.min(cost, (older[j - 2] as number) + 1);
      cost = Math.min(cost, (old[j] as number) + 1, (row[j - 1] as number) + 1, most);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (to < b.length) row[to + 1] = most;
    if (least >= most) return most;
    [older, old, row] = [old, row, older];
  }
  return Math.min(most, old[b.length] as number);
}
