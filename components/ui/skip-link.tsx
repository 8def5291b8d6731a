/** SkipLink: first thing a keyboard finds. Props: href (#main), children. */
export function SkipLink({ href, children }: { href: `#${string}`; children: React.ReactNode }) {
  return (
    <a
      href={href}
      className="sr-only rounded bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:absolute focus:left-2 focus:top-2 focus:z-50"
    >
      {children}
    </a>
  );
}
