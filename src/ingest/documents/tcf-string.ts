import { RestrictionType, TCString, type TCModel } from '@iabtechlabtcf/core';
import { reason } from '../../errors.js';
import type { Parsed } from '../../input/parsed.js';
import type { ConsentEvent, TcfStrings } from '../../model/imports.js';

/**
 * What an IAB TCF string says of notices: of each that case.yaml maps, whether its purpose and its vendor are consented to
 * from the time on at which the string was last changed. Versions 2.x of the framework; the newer ones write the day alone.
 *
 * A string names neither a country nor who else receives data nor how long it is kept: nothing of that is read from it.
 *
 * @param text as CMPs store it: segments in base64url, separated by dots
 */
export function consentsOfString(
  userId: string | null,
  text: string,
  how: TcfStrings,
): Parsed<ConsentEvent[]> {
  const decoded = decode(text);
  if ('problem' in decoded) return decoded;
  const model = decoded.value;
  const at = model.lastUpdated.getTime() * 1000;
  return {
    value: how.notices.map(({ purpose, vendor, notice }) => ({
      userId,
      notice,
      time: model.lastUpdated.toISOString(),
      at,
      given: isConsented(model, purpose, vendor),
      expires: null,
    })),
  };
}

function isConsented(model: TCModel, purpose: number, vendor: number | null): boolean {
  if (!model.purposeConsents.has(purpose)) return false;
  if (vendor === null) return true;
  if (!model.vendorConsents.has(vendor)) return false;
  // The publisher may forbid a purpose to a vendor, or bind it to legitimate interest: then it has no consent.
  const restriction = model.publisherRestrictions.getRestrictionType(vendor, purpose);
  return restriction !== RestrictionType.NOT_ALLOWED && restriction !== RestrictionType.REQUIRE_LI;
}

function decode(text: string): Parsed<TCModel> {
  // Without this look, the library takes some texts that are none for strings of a few bits.
  if (!/^C[\w-]{20,}(\.[\w-]+)*$/.test(text)) return { problem: 'it is no TCF string of version 2' };
  try {
    const value = TCString.decode(text);
    return Number.isNaN(value.lastUpdated.getTime()) ? { problem: 'its time is none' } : { value };
  } catch (error) {
    return { problem: `it is no TCF string: ${reason(error)}` };
  }
}
