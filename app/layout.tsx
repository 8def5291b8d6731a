import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { getLocale, getTranslations } from 'next-intl/server';
import { cookieName } from '@/lib/auth/cookie-name';
import { env } from '@/lib/env';
import { serifLatin, serifLatinExtended } from './fonts/serif';
import './globals.css';

// Every page is rendered per request, so that every script in it carries the nonce of its own response.
export const dynamic = 'force-dynamic';

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fcfaf6' },
    { media: '(prefers-color-scheme: dark)', color: '#171615' },
  ],
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common');
  return {
    metadataBase: new URL(env().NEXTAUTH_URL),
    title: { default: `${t('product')}: ${t('tagline')}`, template: `%s · ${t('product')}` },
    description: t('description'),
    openGraph: { siteName: t('product'), type: 'website' },
    formatDetection: { telephone: false, date: false, email: false },
  };
}

function chosenTheme(value: string | undefined): 'light' | 'dark' | undefined {
  return value === 'light' || value === 'dark' ? value : undefined;
}

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const theme = chosenTheme((await cookies()).get(cookieName(env().NEXTAUTH_URL, 'theme'))?.value);
  return (
    <html
      lang={await getLocale()}
      data-theme={theme}
      className={`${serifLatin.variable} ${serifLatinExtended.variable}`}
    >
      <body>{children}</body>
    </html>
  );
}
