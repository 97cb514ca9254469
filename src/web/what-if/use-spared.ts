import { useMemo } from 'react';
import { useDesk } from '../app/desk.js';
import { changesOf } from './changes.js';
import { useWhatIf } from './use-what-if.js';

/** Ids of the findings that what is supposed would leave nothing of; none while that is not known. */
export function useSpared(): ReadonlySet<string> {
  const { view } = useDesk();
  const changes = useMemo(() => changesOf(view.suppose), [view.suppose]);
  const { answer } = useWhatIf(changes, false);
  return useMemo(
    () =>
      new Set(
        changes === null || answer?.scanNeeded !== false ? [] : answer.findings.disappear.map(({ id }) => id),
      ),
    [changes, answer],
  );
}
