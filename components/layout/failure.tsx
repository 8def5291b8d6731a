/**
 * Failure: what a reader sees when a page broke. Props: digest?, retry.
 * It stands outside every shell and provider, which may be what broke, and so takes its words straight from the file.
 */
'use client';
import { ProductMark } from '@/components/layout/product-mark';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import words from '@/messages/en/common.json';

export function Failure({ digest, retry }: { digest?: string | undefined; retry: () => void }) {
  const { title, body, reference, again, start } = words.error;
  return (
    <main className="page grid gap-8 py-12">
      <p className="flex items-center gap-2.5">
        <ProductMark />
        <span className="serif text-xl">{words.product}</span>
      </p>
      <div className="grid gap-2" role="alert">
        <h1 className="serif text-2xl sm:text-3xl">{title}</h1>
        <p className="measure text-lg text-soft">{body}</p>
        {digest !== undefined && <p className="text-sm text-soft">{reference.replace('{digest}', digest)}</p>}
      </div>
      <div className="flex flex-wrap gap-3">
        <Button tone="primary" onClick={retry}>
          {again}
        </Button>
        {/* A whole new page: the router's own state may be part of what broke. */}
        <a href="/" className={buttonClass('secondary', 'normal')}>
          {start}
        </a>
      </div>
    </main>
  );
}
