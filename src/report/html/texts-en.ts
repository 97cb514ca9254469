import type { Texts } from './texts.js';

/** English. */
export const ENGLISH: Texts = {
  lang: 'en',
  report: 'Where personal data went, and what permitted it',
  disclaimer:
    'This report says what the records support. It pronounces nobody guilty, and it is no legal advice: “no recorded basis” means that the registers and logs of the case hold none, not that there was none.',
  contents: 'Contents',
  summary: 'Summary',
  picture: 'The lineage in a picture',
  parties: 'The parties',
  trails: 'Trails to foreign entities',
  findings: 'Findings',
  questions: 'Open questions',
  method: 'Method and limits',
  verdict: {
    unsupported: 'no recorded basis',
    contested: 'hangs on an open question',
    supported: 'recorded basis',
    out_of_scope: 'no rule applies',
  },
  verdictMeans: {
    unsupported: 'at least one gate of a rule is carried by no record',
    contested: 'no gate lacks a basis, but at least one hangs on a fact that nobody recorded',
    supported: 'every gate is carried by a recorded basis, which is named',
    out_of_scope: 'no rule pack of the case applies',
  },
  severity: { high: 'high', medium: 'medium', low: 'low' },
  code: {
    NO_BASIS: 'Nothing recorded could carry it.',
    CONSENT_DEFECTIVE: 'A consent covers it and is in force, but lacks a quality that the rule asks for.',
    CONSENT_WITHDRAWN: 'The consent that covers it had been withdrawn.',
    CONSENT_EXPIRED: 'The consent that covers it had expired.',
    CONSENT_NOT_YET_GIVEN: 'The consent that covers it was given only later.',
    CONSENT_NOT_GIVEN: 'A notice covers it, but no consent to it is recorded.',
    CONSENT_OUT_OF_SCOPE: 'There is consent in force, but to other recipients, fields or purposes.',
    CONTRACT_UNQUALIFIED: 'A contract covers it, but lacks a quality that the rule asks for.',
    CONTRACT_ENDED: 'The contract that covers it had ended.',
    CONTRACT_NOT_SIGNED: 'The contract that covers it was not signed yet.',
    CONTRACT_OUT_OF_SCOPE: 'There is a contract in force, but for other fields or purposes.',
    ADEQUACY_OUT_OF_SCOPE: 'There is an adequacy decision, but not for this kind of data.',
    FIELD_NOT_NECESSARY: 'The purpose does not list this field among those that it needs.',
    WEAK_PSEUDONYM: 'The field stands for another in a way that can be undone.',
    ONWARD_NOT_PERMITTED: 'It was passed on to somebody whom neither the contract nor a notice lists.',
    TAINTED: 'It goes back to data that had arrived without recorded basis.',
  },
  word: {
    case: 'Case',
    home: 'Whose people are protected',
    analyzed: 'Analyzed',
    period: 'Transfers from … to',
    fingerprint: 'Fingerprint of the analysis',
    rules: 'Rules',
    readOn: 'law as of',
    complete: 'Complete',
    yes: 'yes',
    no: 'no',
    log: 'Log',
    read: 'read',
    accepted: 'accepted',
    rejected: 'rejected',
    verdict: 'Verdict',
    flows: 'Flows',
    records: 'records',
    people: 'people',
    processor: 'Entity',
    place: 'Established in',
    parent: 'Controlled by',
    holdings: 'Holdings in it',
    foreign: 'foreign',
    atHome: 'home',
    way: 'Way',
    fields: 'Fields',
    purpose: 'Purpose',
    basis: 'Claimed basis',
    gate: 'Gate',
    provisions: 'Provisions',
    from: 'From',
    to: 'To',
    hop: 'Hop',
    row: 'Row of the log',
    person: 'Person',
    time: 'Time (UTC)',
    content: 'What it says',
    transfers: 'transfers',
    consents: 'consents',
    question: 'What nobody recorded',
    cell: 'Cell of the register',
    severity: 'Severity',
    none: 'none',
    persons: 'Persons',
    legend: 'Legend',
    adequacy: 'adequacy',
    consent: 'consent',
    contract: 'contract',
    exemption: 'exemption',
    notice: 'notice',
    advisory: 'advisory',
    reasons: 'Reasons',
  },
  trailCount: (n) => (n === '1' ? 'one trail' : `${n} trails`),
  entityCount: (n) => (n === '1' ? 'one foreign entity' : `${n} foreign entities`),
  people: (n, one) => (one ? `${n} person` : `${n} people`),
  shown: (shown, all) => `${shown} of ${all} are shown; wayleave analyze --json has all of them.`,
  cut: (hops, maxTrails) =>
    `Not complete: there are more than ${maxTrails === '1' ? 'one trail' : `${maxTrails} trails`}, so ${
      hops === 0
        ? 'none is listed'
        : `those of more than ${hops === 1 ? 'one flow' : `${hops} flows`} were cut`
    }.`,
  headline: (people, trails, entities) =>
    `The logs name ${people}. Personal data took ${trails} to ${entities}. `,
  unsupportedPeople: (n, of) =>
    `The data of ${n} (of ${of}) took a trail abroad with at least one step for which no basis is recorded.`,
  noForeign: 'No trail leads to a foreign entity.',
  noForeignListed: 'None of the trails that are listed leads to a foreign entity.',
  atLeast: (trails) => `at least ${trails}`,
  noFindings: 'There are no findings.',
  noQuestions: 'No verdict hangs on a fact that nobody recorded.',
  pictureNote:
    'Entities stand in the region where they are established. An arrow is all flows from one entity to another with one verdict; its width grows with the people concerned, whose number stands at it.',
  pictureCut: (entities, ofEntities, arrows, ofArrows) =>
    `Drawn are ${entities} of ${ofEntities} entities, those with most people, and ${arrows} of ${ofArrows} arrows, worst verdicts first; the tables name the others.`,
  trailsNote:
    'A trail is a way that the data of one and the same person took, transfer by transfer, in time order. Its people are counted, not estimated. Trails over the same entities stand together.',
  alike: (n) => `${n} trails that differ in fields, purpose or decision`,
  findingsNote:
    'A finding is a reason for which the records do not carry a gate of a rule. Findings that differ in the field only stand together; people are counted once.',
  questionsNote:
    'These facts are empty in the registers. Filling them in decides the flows that hang on them.',
  asked: (fact, of, who = false) => (who ? `who the people are, for consents to ${of}` : `${fact} of ${of}`),
  methodText: [
    'Transfer logs and registers were read; every row was accepted, or rejected with a reason, and the sum was checked.',
    'Transfers alike in sender, recipient, fields, purpose, claimed basis and in what the rules say of them at their time form a flow. Rule packs, which cite the law article by article, decide each flow and field.',
    'Trails follow each person through time: a transfer continues a trail only when it is of the same person, not earlier, and carries the same field or one derived from it.',
    'Persons are shown under pseudonyms that only the key of the case’s store can tell.',
    'What no log records does not exist for this analysis, and a register that is wrong makes its answer wrong. Rule packs are a reading of the law at the date that they state.',
  ],
  packNotes: 'What the rule packs say of their own limits',
  factor: {
    yes: 'holds',
    no: 'fails',
    unknown: 'unknown: nobody recorded it',
    weighed: 'weighed, decides nothing',
  },
  lacks: (items) => `lacks ${items}`,
  cell: ({ file, line, column }) => `${file}:${line} column ${column}`,
  importNotes: 'What is read from other formats, and what they cannot show',
  importLimit: {
    people_as_groups:
      'An event says what a job handed over, not whose rows they were. People whom its facet does not list count as one for each dataset, so that numbers of people and records are lower bounds, and how these people stand to notices is an open question.',
    methods_as_described:
      'Lineage says what values are made of; the method by which is what the event describes it as, and no method where it does not.',
    notice_as_registered:
      'A consent record or string shows that somebody agreed. What they were told is what the register of notices records, or an open question.',
    no_country:
      'A TCF string names no country, no recipient other than vendors and no time for which data is kept: no gate that asks for these is carried by the string alone.',
    days_only: 'TCF strings are as of a day; what happened earlier on that day counts as after the consent.',
    no_transfers:
      'Records of processing say what is meant to happen: they are read into registers, and prove no transfer and no consent.',
  },
  importOpen: (of, facts) => `Nobody recorded of ${of}: ${facts}.`,
  rowAt: ({ file, row, line }) => `${file}, row ${row}${line === null ? '' : `, line ${line}`}`,
  rowSays: (row) =>
    row === null
      ? 'the row is not there any more'
      : `${row.sender} → ${row.recipient}, ${row.fields}, for ${row.purpose}, basis ${row.basis ?? 'none'}`,
  witness: 'One person whose records took this way',
  samples: 'First records',
  share: (owner, percent, since, until) => {
    const when = [since === null ? '' : `from ${since}`, until === null ? '' : `to ${until}`];
    return `${owner}: ${percent} ${when.join(' ').trim()}`.trim();
  },
  carried: (by) => `carried by ${by}`,
  contested: 'open question',
  tried: 'What could have carried it',
  noReason: {
    consent: 'none recorded',
    contract: 'none recorded',
    adequacy: 'none in force',
    exemption: 'what it asks does not hold by the records',
  },
  fails: (what) => `fails: ${what}`,
  asks: {
    held: (by, percent) => `less than ${percent} % held from ${by}`,
    fewer: ({ below, of, within, along, categories }) =>
      `fewer than ${below.toLocaleString('en-US')} ${of} ${
        { year: 'since 1 January', '12 months': 'in the 12 months before', ever: 'since the log begins' }[
          within
        ]
      }, over transfers ${
        {
          sender: 'that the sender sent',
          pair: 'between the two',
          purpose: 'between the two for the purpose',
        }[along]
      }${categories === null ? '' : ` with fields of ${categories.join(', ')}`}`,
  },
  onwardHere: 'passed on without permission on this trail',
};
