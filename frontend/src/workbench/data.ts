/** What `docreplay/report/workbench/` puts into the page; offsets are those of UTF-16 code units. */

export type Lane = 'sync' | 'repair' | 'retranslate';
export type Safety = 'safe' | 'unsafe' | 'manual';
/** Start, end and new text. */
export type Replacement = [number, number, string];
/** Lane, code, safety and sentence. */
export type Cause = [Lane, string, Safety, string];

export interface Index {
  about: { project: string; version: string; served: boolean };
  lanes: Lane[];
  causes: Cause[];
  pages: { path: string[]; locale: string[]; source: string[]; digest: string[] };
  tasks: { page: number[]; cause: number[]; line: number[]; fingerprint: string[]; words: number[]; preview: string[] };
  /** The file of recorded stamps; its path is '' if none is to be renewed. */
  records: { path: string; text: string; digest: string };
}

/** Kind, source then, source now, translation, place of the translation on the page, 1 for a guess. */
export type Row = ['title' | 'text' | 'cell' | 'code', string, string, string, number, number, number];

export interface TaskDetails {
  message: string;
  replacements: Replacement[];
  start: number;
  end: number;
  row: number;
  /** Where the damaged text is in the translation of the row. */
  mark: [number, number];
  expected: string;
  actual: string;
}

export interface PageDetails {
  text: string;
  rows: Row[];
  tasks: TaskDetails[];
  /** Changes of the stamp once all changes of the source are in the translation. */
  renewal: Replacement[];
  record: Replacement[];
}
