import { flag, minPeople, several } from './requests.js';
import { code, effect, name, severity, verdict } from './words.js';

/** Filters of lists; views, tables and exports take the same ones. Several values of one filter: any of them. */

const any = (what: string) => several(name).optional().meta({ description: what });

export const flowFilters = {
  sender: any('Processor that sends.'),
  recipient: any('Processor that receives.'),
  processor: any('Processor that sends or receives.'),
  jurisdiction: any("The recipient's jurisdiction."),
  field: any('Field that is carried.'),
  purpose: any('Purpose.'),
  verdict: several(verdict).optional().meta({ description: 'Verdict.' }),
  code: several(code).optional().meta({ description: 'Code of a gate that is not carried.' }),
  basis: any('Basis that the sender claims.'),
  finding: any('Finding that is about it.'),
  crossBorder: flag.optional().meta({ description: 'Crosses the border.' }),
  minPeople,
};

export const trailFilters = {
  origin: any('Processor at which the trail starts.'),
  destination: any('Processor at which it ends.'),
  jurisdiction: any('Jurisdiction in which it ends.'),
  through: several(name)
    .optional()
    .meta({ description: 'Processor that it passes, first and last included; of several: all.' }),
  field: any('Field that is carried on some hop.'),
  verdict: several(verdict).optional().meta({ description: 'Verdict of the whole trail.' }),
  foreign: flag.optional().meta({ description: 'Ends abroad.' }),
  code: several(code).optional().meta({ description: 'Code on some hop.' }),
  flow: any('Flow that it consists of.'),
  finding: any('Finding that it meets on its way.'),
  minPeople,
};

export const findingFilters = {
  code: several(code).optional().meta({ description: 'Code.' }),
  gate: any('Gate.'),
  pack: any('Rule pack.'),
  severity: several(severity).optional().meta({ description: 'Severity.' }),
  effect: several(effect).optional().meta({ description: 'Effect.' }),
  sender: any('Processor that sends.'),
  recipient: any('Processor that receives.'),
  processor: any('Processor that sends or receives.'),
  jurisdiction: any("The recipient's jurisdiction."),
  field: any('Field.'),
  purpose: any('Purpose.'),
  flow: any('Flow that it is about.'),
  trail: any('Trail that meets it on its way: it is about a flow of it, or about the way itself.'),
  crossBorder: flag.optional().meta({ description: 'Crosses the border.' }),
  minPeople,
};

export const reachFilters = {
  origin: any('Processor that sent.'),
  recipient: any('Foreign processor at which the data arrived.'),
  field: any('Field as which it was sent.'),
  jurisdiction: any("The recipient's jurisdiction."),
  minPeople,
};
