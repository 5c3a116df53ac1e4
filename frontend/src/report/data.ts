/** What `docreplay/report/html/` puts into a report: columns of equal length, and what is read on demand. */

export interface About {
  command: string;
  rerun: string;
  version: string;
  service: string;
  started: string;
  seconds: number;
  revision: string;
  /** Template of links into the repository, with {path} and {line}; or ''. */
  link: string;
}

export interface RuleRow {
  code: string;
  name: string;
  summary: string;
  text: string;
}

export interface FindingColumns {
  rule: number[];
  /** 1 note, 2 warning, 3 error. */
  severity: number[];
  path: number[];
  line: number[];
  column: number[];
  message: string[];
  /** Index of the case, or -1. */
  case: number[];
  /** Index into `classes`. */
  class: number[];
  /** Index into `causes`, or -1. */
  cause: number[];
  /** 1 for one that the last stored run does not have. */
  fresh: number[];
  /** 1 for one that a suppression on the page accepts: not counted. */
  accepted: number[];
}

export interface CaseColumns {
  id: string[];
  title: string[];
  path: number[];
  line: number[];
  /** Index into `outcomes`. */
  outcome: number[];
  /** Index into `reasons`, or -1. */
  reason: number[];
  milliseconds: number[];
  /** 1 if nothing answered, 2 if credentials were rejected. */
  trouble: number[];
  /** One letter for each stored run and the last for this one. */
  history: string[];
}

export interface PageColumns {
  path: number[];
  state: string[];
  integrity: string[];
  freshness: string[];
  trust: string[];
  words: number[];
}

export interface PastRun {
  name: string;
  started: string;
  service: string;
  totals: Record<string, number>;
}

export interface Report {
  about: About;
  totals: Record<string, number>;
  paths: string[];
  /** Locale and area of each path: indexes into `locales` and `areas`. */
  locale: number[];
  area: number[];
  locales: string[];
  areas: string[];
  rules: RuleRow[];
  causes: string[];
  reasons: string[];
  classes: string[];
  outcomes: string[];
  findings: FindingColumns;
  cases: CaseColumns;
  pages: PageColumns;
  history: { runs: PastRun[]; fixed: { code: string; path: string; message: string }[]; gone: number; ignored: number };
}

/** Related place: path, line, message, label. */
export type Related = [string, number, string, string];

export interface FindingDetails {
  end?: [number, number];
  expected?: string;
  actual?: string;
  pointer?: string;
  related?: Related[];
  fix?: { title: string; safety: string };
  fingerprint?: string;
  /** A response that shows a change: status, JSON Pointer (null for a line of the head), value. */
  example?: [number, string | null, string];
  /** Of a long line, the part around the finding, and the number of characters before it. */
  cut?: [number, string];
}

/** A line of a documented message: line and column on the page (line 0 has none), and the text. */
export type DocumentedLine = [number, number, string];

/** A marked place: index among the findings of the case, row of the message, first and last column (0-based). */
export type Mark = [number, number, number, number];

export interface ExchangeDetails {
  request: DocumentedLine[];
  response: DocumentedLine[];
  sent: string;
  answer: string;
  documentedMarks: Mark[];
  answerMarks: Mark[];
}

/** A changed sentence: old source, new source, translation, line of the translation, line of the source. */
export type ChangedSentence = [string, string, string, number, number];

export interface Details {
  findings: Record<string, FindingDetails>;
  /** Lines of pages around findings: by path, then by line number. */
  lines: Record<string, Record<string, string>>;
  exchanges: Record<string, ExchangeDetails>;
  /** Cases whose messages are not in the file because it would be too large. */
  omitted: number[];
  curl: Record<string, string>;
  changes: Record<string, ChangedSentence[]>;
}
