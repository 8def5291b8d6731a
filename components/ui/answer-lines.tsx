/** AnswerLines: lines. What became of each of many, below what a form was answered with. */
export function AnswerLines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="grid gap-1">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
