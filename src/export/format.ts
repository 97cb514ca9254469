import type { CaseGraph } from '../graph/case-graph.js';
import type { PropertyGraph } from './property-graph.js';

/** A file of an export: its name, and its text in pieces. */
export interface ExportFile {
  readonly name: string;
  readonly pieces: () => Iterable<string> | AsyncIterable<string>;
}

interface FormatBase {
  /** What it is, for people. */
  readonly about: string;
}

/** A format that is one text. */
export interface TextFormat extends FormatBase {
  readonly kind: 'text';
  readonly mediaType: string;
  /** Ending of file names, without the dot. */
  readonly extension: string;
  readonly write: (graph: PropertyGraph) => Iterable<string>;
}

/** A format of several files. */
export interface FilesFormat extends FormatBase {
  readonly kind: 'files';
  readonly write: (graph: PropertyGraph) => readonly ExportFile[];
}

/** A format of several files that is written piece by piece, so that the graph need not fit into memory: whole cases only. */
export interface StreamFormat extends FormatBase {
  readonly kind: 'stream';
  readonly write: (graph: CaseGraph) => readonly ExportFile[];
}

export type ExportFormat = TextFormat | FilesFormat | StreamFormat;
