import { useSyncExternalStore, type ReactNode } from 'react';
import { useTexts } from '../text/use-texts.js';

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Says that the machine is offline; what was read before stays to be seen. */
export function OfflineNote(): ReactNode {
  const { t } = useTexts();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return online ? null : (
    <p className="offline" role="status">
      {t.states.offline}
    </p>
  );
}
