import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import type { Changes } from '../api/client.js';
import { isolated, way } from '../ui/shown.js';
import { isTicked, ticked, ticksOf, type Setting, type Suggestion, type Tick } from './changes.js';

/** What might have been otherwise, as boxes to tick: records that may be mended first, then what may be added or cut. */
export function Suggestions(props: {
  readonly items: readonly Suggestion[];
  /** Candidates that there are, listed or not. */
  readonly total: number;
  readonly changes: Changes | null;
  readonly empty: string;
}): ReactNode {
  const { items, total, changes, empty } = props;
  const { speech } = useDesk();
  const { t, n } = speech;
  if (items.length === 0) return <p className="note">{empty}</p>;
  const of = (how: Suggestion['how']) => items.filter((s) => s.how === how);
  const how = new Set(items.map((s) => s.how));
  // Of which kind those are that are not listed is known only where all that are listed are of one.
  const cut = total > items.length && how.size === 1 ? [...how][0] : undefined;
  return (
    <>
      {of('mend').map((s) => (
        <Mended key={s.id} suggestion={s} changes={changes} />
      ))}
      {(['add', 'cut'] as const).map((how) => {
        const some = of(how);
        const isChosen = (s: Suggestion) => ticksOf(s).some((tick) => isTicked(changes, tick));
        // Among hundreds, what is ticked is found to be unticked.
        const sorted = [...some.filter(isChosen), ...some.filter((s) => !isChosen(s))];
        const open = some.some(isChosen);
        return some.length === 0 ? null : (
          <details key={how} className="what-if-more" open={open || of('mend').length === 0}>
            <summary>
              {how === 'add' ? t.whatIf.add : t.whatIf.cuts} (
              {cut === how
                ? t.whatIf.listed(n(some.length), n(total - (items.length - some.length)))
                : n(some.length)}
              )
            </summary>
            {sorted.map((s) =>
              ticksOf(s).map((tick) => (
                <Box key={JSON.stringify(tick)} of={s} tick={tick} changes={changes} />
              )),
            )}
          </details>
        );
      })}
      {total > items.length && <p className="note">{t.trailList.showing(n(items.length), n(total))}</p>}
    </>
  );
}

function Mended({
  suggestion,
  changes,
}: {
  readonly suggestion: Suggestion;
  readonly changes: Changes | null;
}): ReactNode {
  const { nameOf, speech } = useDesk();
  const { kind, id, sort } = suggestion;
  const register = kind === 'notices' ? 'notices' : 'contracts';
  const parties = partiesOf(suggestion, nameOf);
  return (
    <fieldset className="what-if-record">
      <legend>
        {speech.t.whatIf.register[register]} <strong>{id}</strong>
        <span className="note">
          {' '}
          {sort}, {parties}
        </span>
      </legend>
      {ticksOf(suggestion).map((tick) => (
        <Box key={JSON.stringify(tick)} of={suggestion} tick={tick} changes={changes} />
      ))}
    </fieldset>
  );
}

/** Something to tick, in words. */
export function Box(props: {
  /** The suggestion that it is a part of; a fact needs none. */
  readonly of?: Suggestion;
  readonly tick: Tick;
  readonly changes: Changes | null;
}): ReactNode {
  const { of, tick, changes } = props;
  const { change, speech, nameOf } = useDesk();
  const { t, n } = speech;
  const words = t.whatIf;
  const on = isTicked(changes, tick);
  const about =
    tick.kind === 'set'
      ? tick.setting.meaning
      : of?.cut != null
        ? words.loss(t.people(n(of.cut.people)), t.records(n(of.cut.records)))
        : of?.settings.map((s) => settingText(s, speech, nameOf)).join('; ');
  return (
    <label className="what-if-box">
      <input
        type="checkbox"
        checked={on}
        onChange={() => {
          change({ suppose: ticked(changes, tick, !on) });
        }}
      />
      <span>
        {tick.kind === 'set'
          ? settingText(tick.setting, speech, nameOf)
          : tick.kind === 'cut'
            ? words.stop(
                isolated(nameOf(of?.sender ?? '')),
                isolated(nameOf(of?.recipient ?? '')),
                isolated(of?.purpose ?? ''),
              )
            : words.newOne(words.register[tick.register], of?.sort ?? '', partiesOf(of, nameOf))}
        {about != null && about !== '' && <small className="note">{about}</small>}
      </span>
    </label>
  );
}

/** Who is concerned by a suggestion. */
function partiesOf(of: Suggestion | undefined, nameOf: (id: string) => string): string {
  if (of === undefined) return '';
  const sender = nameOf(of.sender);
  return of.recipient === null ? isolated(sender) : way(sender, nameOf(of.recipient));
}

/** A setting in words. */
function settingText(
  s: Setting,
  { t, day }: ReturnType<typeof useDesk>['speech'],
  nameOf: (id: string) => string,
): string {
  const words = t.whatIf;
  switch (s.what) {
    case 'fields':
    case 'purposes':
      return words.also(words.lists[s.what], s.adds.join(', '));
    case 'recipients':
    case 'onward':
      return words.also(words.lists[s.what], s.adds.map((id) => isolated(nameOf(id))).join(', '));
    case 'signed_at':
      return words.signed(s.was === null ? words.never : day(s.was), s.supposed ?? '');
    case 'ends_at':
      return words.ends(s.was === null ? words.never : day(s.was), s.supposed ?? words.never);
    case 'fact':
      return s.adds.length > 0 && s.was !== null
        ? words.also(s.name ?? '', s.adds.join(', '))
        : words.fact(
            s.name ?? '',
            s.was ?? words.unknown,
            s.adds.length > 0 ? s.adds.join(', ') : (s.supposed ?? words.unknown),
          );
  }
}
