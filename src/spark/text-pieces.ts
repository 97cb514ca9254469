import { statSync } from 'node:fs';
import { logPath } from '../ingest/log-path.js';
import type { PartStretch } from '../ingest/logs.js';
import type { TextMeasure } from '../ingest/measure-text.js';
import type { Case, LogFile } from '../model/case.js';
import { at, groupBy } from '../model/collect.js';
import type { RemoteMeasure } from './messages.js';
import { isDecompressed, type RemoteText } from './remote.js';

/** A text file that is large enough for several tasks. */
export interface LargeText {
  readonly file: LogFile;
  /** Bytes. */
  readonly size: number;
}

/** A piece of such a file: lines that begin between two of its bytes. */
export interface TextPiece {
  /** Which of the large files. */
  readonly text: number;
  readonly from: number;
  readonly until: number;
}

/** What was measured of a piece, and where it is; undefined where its lines could not be told apart. */
export interface MeasuredPiece {
  /** Which of the large files. */
  readonly text: number;
  readonly measured: (TextMeasure & Pick<PartStretch, 'from' | 'until' | 'piece'>) | undefined;
}

/** The text files of both logs that are larger than what one task reads; not those that are compressed, or make rows together. */
export function largeTexts(kase: Case, bytes: number): LargeText[] {
  return [kase.transfers, kase.consents].flatMap(({ files }) =>
    files.flatMap((file) => {
      const { format, compression, documents, remote } = file;
      if (format === 'parquet' || documents !== undefined) return [];
      if (compression !== 'none' || (remote !== undefined && isDecompressed(remote.address))) return [];
      const size = fileSize(kase.dir, file);
      return size > bytes ? [{ file, size }] : [];
    }),
  );
}

/** Bytes; 0 for a file that is not there, which reading it will say. */
export function fileSize(caseDir: string, file: LogFile): number {
  return file.remote?.size ?? statSync(logPath(caseDir, file), { throwIfNoEntry: false })?.size ?? 0;
}

/** Pieces of those files that every machine sees, of about the same size within a file, and at most some bytes. */
export function piecesOf(texts: readonly LargeText[], bytes: number): TextPiece[] {
  return texts.flatMap(({ file, size }, text) => {
    if (file.remote !== undefined) return [];
    const count = Math.ceil(size / bytes);
    const place = (i: number): number => Math.floor((size * i) / count);
    return Array.from({ length: count }, (_, i) => ({ text, from: place(i), until: place(i + 1) }));
  });
}

/** Those at addresses, which Spark cuts itself. */
export function remoteTexts(texts: readonly LargeText[]): RemoteText[] {
  return texts.flatMap(({ file: { remote } }, text) => (remote === undefined ? [] : [{ ...remote, text }]));
}

/** What Spark found of a piece, as a task sees it, whose copy of the file has nothing else. */
export function measuredThere(
  texts: readonly LargeText[],
  { text, piece, lines, rows, odd, header }: RemoteMeasure,
): MeasuredPiece {
  if (odd && at(texts, text).file.format === 'csv') return { text, measured: undefined };
  return { text, measured: { lines, rows, header: header ?? undefined, from: 0, until: undefined, piece } };
}

/**
 * The stretches of large text files, given what was measured of their pieces, those of each file in order. A file is not among them
 * that is to be read as a whole, from its beginning.
 */
export function stretchesOf(
  texts: readonly LargeText[],
  measured: readonly MeasuredPiece[],
): ReadonlyMap<LogFile, readonly PartStretch[]> {
  const pieces = groupBy(measured, (piece) => piece.text);
  return new Map(
    texts.flatMap(({ file }, text) => {
      const stretches = stretchesOfOne(file, pieces.get(text)?.map((p) => p.measured) ?? []);
      return stretches === undefined ? [] : [[file, stretches] as const];
    }),
  );
}

function stretchesOfOne(
  { format }: LogFile,
  pieces: readonly MeasuredPiece['measured'][],
): PartStretch[] | undefined {
  const header = format === 'csv' ? pieces[0]?.header : undefined;
  if (pieces.length === 0 || (format === 'csv' && header === undefined)) return undefined;
  const stretches: PartStretch[] = [];
  let [line, rowsBefore] = [1, 0];
  for (const measured of pieces) {
    if (measured === undefined) return undefined;
    const isFirst = stretches.length === 0;
    const { lines, from, until, piece } = measured;
    const rows = measured.rows - (isFirst && header !== undefined ? 1 : 0);
    // The first is there in any case: it says what is wrong with a file.
    if (isFirst || rows > 0) {
      const own = isFirst ? undefined : header;
      const there = piece === undefined ? {} : { piece };
      stretches.push({ header: own, from, until, line, rowsBefore, rows, ...there });
    }
    line += lines;
    rowsBefore += rows;
  }
  return stretches;
}
