import { quoteText, sqlFile } from '../duckdb/sql.js';

const ASCII_BLANK = '\t\n\v\f\r ';

/** What `String.prototype.trim` takes away (ECMA-262: WhiteSpace and LineTerminator), in ASCII and beyond. */
export const BLANK =
  ASCII_BLANK +
  '\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** The statements that make the macros with which logs are read. */
export function macros(): string {
  return sqlFile('ingest/sql/macros.sql', {
    blank: quoteText(BLANK),
    // The character after the last visible one of ASCII.
    delete: quoteText('\x7f'),
    no_blank_end: Array.from(ASCII_BLANK, (c) => `NOT suffix(t, ${quoteText(c)})`).join(' AND '),
  });
}
