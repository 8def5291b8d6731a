import { constants } from 'node:os';
import { withoutValues } from '../../lib/next/without-values.mjs';

// What becomes of what the application and PostgreSQL write: one JSON object a line, bounded, and so many of a kind a minute.

/** @typedef {Record<string, unknown> & { level: 'info' | 'warn' | 'error', event: string }} Line */

/** Longer lines keep what they are about and lose the rest. @units characters */
export const longestLine = 4_000;
/**
 * Lines a minute of one kind; one more line counts what was left out, so that a flood is seen without filling the disk. What only
 * people with an account can cause (`info`) may come at the start of a term all at once.
 */
export const linesAMinute = { info: 600, warn: 60, error: 60 };
/** So many kinds are told apart within a minute; what goes beyond counts as one kind. */
const mostKinds = 100;

const kept = /^[\w .:/[\]-]{0,200}$/;
const short = (value) => (typeof value === 'string' && kept.test(value) ? value : undefined);

/**
 * A line of the application. What it wrote itself is JSON already; anything else comes from the framework, a library or the engine
 * under it and may hold what somebody typed: it is counted and named by what is known of it, and never repeated.
 * @param {string} text @param {string} at @returns {Line | null} null for what says nothing
 */
export function lineOfApplication(text, at) {
  const own = ownLine(text);
  if (own === undefined) return lineOfOthers(text, at);
  if (text.length <= longestLine) return own;
  const { level, event, requestId, name, code } = own;
  return {
    level,
    at,
    event: String(event).slice(0, 200),
    requestId: short(requestId),
    name: short(name),
    code: short(code),
    characters: text.length,
  };
}

/** @returns {Line | undefined} */
function ownLine(text) {
  if (!text.startsWith('{"level":')) return undefined;
  try {
    const line = JSON.parse(text);
    return Object.hasOwn(linesAMinute, line.level) && typeof line.event === 'string' ? line : undefined;
  } catch {
    return undefined;
  }
}

const warning =
  /^\(node:\d+\) (?:\[(DEP\d{4})\] )?((?:Deprecation|Experimental|MaxListenersExceeded|TimeoutOverflow|TimeoutNegative|UnhandledPromiseRejection)?Warning):/;
const nameOfError = /(?:^|[^\w.$])((?:Type|Range|Syntax|Reference|Eval|URI|Aggregate|Abort|Timeout)?Error)\b/;
/** What the system, or Node, refuses with: words of a closed list, so that none of them can be somebody's. */
const codes = new Set([...Object.keys(constants.errno), 'MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND']);
const banner = /^\s*(?:▲ Next\.js|- (?:Local|Network|Environments): |✓ (?:Starting|Ready|Running))/;

/** @returns {Line | null} */
function lineOfOthers(text, at) {
  if (text.trim() === '' || banner.test(text)) return null;
  // An engine that dies says so; of its words only what they come to is kept.
  if (text.startsWith('FATAL ERROR: '))
    return {
      level: 'error',
      at,
      event: 'last words',
      message: text.includes('out of memory') ? 'out of memory' : 'fatal error',
    };
  const [, code, warned] = warning.exec(text) ?? [];
  if (warned !== undefined) return { level: 'warn', at, event: 'warning of the engine', name: warned, code };
  const [, name] = nameOfError.exec(text) ?? [];
  const refusedWith = text
    .match(/\b(?:E[A-Z\d]{2,15}|(?:ERR_)?MODULE_NOT_FOUND)\b/g)
    ?.find((one) => codes.has(one));
  // Which of its calls it was is kept of the one that keeps a server from starting.
  const message =
    refusedWith !== undefined && text.includes(`: listen ${refusedWith}`)
      ? `listen ${refusedWith}`
      : undefined;
  return {
    level: 'warn',
    at,
    event: 'text of others',
    name,
    code: refusedWith,
    message,
    characters: text.length,
  };
}

const ofPostgres =
  /^\d{4}-\d\d-\d\d [\d:.]+ \S+ \[(\d+)\] ([0-9A-Z]{5}) (LOG|WARNING|ERROR|FATAL|PANIC|NOTICE|INFO): {2}(.*)$/;
/** How a line of PostgreSQL begins; `ofPostgres` reads it. */
export const prefixOfPostgres = '%m [%p] %e ';

/**
 * A line of PostgreSQL: process, SQLSTATE, severity and the message without what it quotes. Which constraint was broken is kept, since
 * such messages name nothing else. Details, hints, statements and continued lines quote rows and are dropped.
 * @param {string} text @param {string} at @returns {Line | null}
 */
export function lineOfPostgres(text, at) {
  const found = ofPostgres.exec(text);
  if (found === null) return null;
  const [, pid, code, severity, message] = found;
  const isAboutConstraint = code.startsWith('23') && /^[\w \u0022-]{1,250}$/.test(message);
  return {
    level:
      severity === 'LOG' || severity === 'NOTICE' || severity === 'INFO'
        ? 'info'
        : severity === 'WARNING'
          ? 'warn'
          : 'error',
    at,
    event: 'postgres',
    severity,
    code,
    pid: Number(pid),
    message: isAboutConstraint ? message : withoutValues(message),
  };
}

/** Lets through so many lines of a kind a minute, and tells afterwards how many it left out of which. */
export class Budget {
  /** @type {Map<string, { facts: object, written: number, leftOut: number }>} */
  #kinds = new Map();

  /** @param {Line} line */
  lets(line) {
    const { level, event, code, severity, name, actor } = line;
    let facts = { of: event, code, severity, name, actor };
    let key = JSON.stringify([level, facts]);
    if (!this.#kinds.has(key) && this.#kinds.size >= mostKinds)
      [key, facts] = [`others ${level}`, { of: 'other kinds' }];
    const kind = this.#kinds.get(key) ?? { facts, written: 0, leftOut: 0 };
    this.#kinds.set(key, kind);
    if (kind.written >= linesAMinute[level]) {
      kind.leftOut += 1;
      return false;
    }
    kind.written += 1;
    return true;
  }

  /** Ends the minute. @param {string} at @returns {Line[]} one for each kind of which something was left out */
  endMinute(at) {
    const told = [...this.#kinds.values()].filter(({ leftOut }) => leftOut > 0);
    this.#kinds.clear();
    return told.map(({ facts, leftOut }) => ({
      level: 'warn',
      at,
      event: 'lines left out',
      ...facts,
      leftOut,
    }));
  }
}
