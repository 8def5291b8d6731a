import type { Messages as EnglishMessages } from './messages';

declare module 'next-intl' {
  interface AppConfig {
    Messages: EnglishMessages;
  }
}
