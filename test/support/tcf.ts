import { GVL, PurposeRestriction, RestrictionType, TCModel, TCString } from '@iabtechlabtcf/core';

const PURPOSES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
export const { NOT_ALLOWED, REQUIRE_LI } = RestrictionType;

/** What a TCF string is to say. */
export interface Wanted {
  readonly at: string;
  readonly purposes: readonly number[];
  readonly vendors: readonly number[];
  readonly restrictions?: readonly {
    readonly vendor: number;
    readonly purpose: number;
    readonly type: RestrictionType;
  }[];
}

/** A TCF string of version 2, as a CMP would write it under a list of vendors 100 and 755. */
export function tcfString({ at, purposes, vendors, restrictions = [] }: Wanted): string {
  const model = new TCModel(vendorList());
  model.cmpId = 31;
  model.cmpVersion = 1;
  model.consentScreen = 1;
  model.consentLanguage = 'DE';
  model.publisherCountryCode = 'DE';
  model.isServiceSpecific = true;
  for (const p of purposes) model.purposeConsents.set(p);
  for (const v of vendors) model.vendorConsents.set(v);
  for (const r of restrictions) {
    model.publisherRestrictions.add(r.vendor, new PurposeRestriction(r.purpose, r.type));
  }
  model.created = new Date(at);
  model.lastUpdated = new Date(at);
  return TCString.encode(model);
}

function vendorList(): GVL {
  const purpose = (id: number): object => ({ id, name: `Purpose ${id}`, description: '', illustrations: [] });
  const vendor = (id: number): object => ({
    id,
    name: `Vendor ${id}`,
    purposes: PURPOSES,
    legIntPurposes: [],
    flexiblePurposes: PURPOSES.slice(1),
    specialPurposes: [],
    features: [],
    specialFeatures: [],
    usesCookies: true,
    cookieMaxAgeSeconds: 0,
    usesNonCookieAccess: false,
    urls: [],
  });
  const list = {
    gvlSpecificationVersion: 3,
    vendorListVersion: 48,
    tcfPolicyVersion: 4,
    lastUpdated: '2024-01-01T00:00:00Z',
    purposes: Object.fromEntries(PURPOSES.map((p) => [p, purpose(p)])),
    specialPurposes: {},
    features: {},
    specialFeatures: {},
    stacks: {},
    dataCategories: {},
    vendors: { 100: vendor(100), 755: vendor(755) },
  };
  return new GVL(list as unknown as ConstructorParameters<typeof GVL>[0]);
}
