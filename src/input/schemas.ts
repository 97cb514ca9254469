import { z } from 'zod';
import { isTimezone } from './time.js';

const ZONES = 'an IANA zone such as Asia/Seoul, an offset such as "+09:00", or UTC';

/** A time zone in a YAML file: whatever {@link isTimezone} takes. */
export const timezoneSchema = z.string({ error: ZONES }).refine(isTimezone, { error: ZONES });

/** A text that is not empty. */
export const wordSchema = z.string().trim().min(1);

/** A list of such texts that is not empty. */
export const wordsSchema = z.array(wordSchema).min(1);
