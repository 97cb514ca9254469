import { useCallback, useRef, useState, type ReactNode } from 'react';
import { addressOf } from '../api/client.js';
import { useDesk } from '../app/desk.js';
import type { MapRenderer } from '../map/map-renderer.js';
import { paintScene } from '../map/paint-canvas.js';
import type { Scene } from '../map/scene.js';
import { sceneSvg } from '../map/write-svg.js';
import { useLanguage } from '../state/preferences.js';
import { Icon } from '../ui/Icon.js';
import { useDismissal } from '../ui/use-dismissal.js';
import { saveAs } from './save-as.js';
import { withLegend } from './with-legend.js';

/** Pixels of a picture for each pixel of the drawing. */
const FINE = 2;

/** What can be taken along: the map as a picture with its legend, the report, the address. */
export function TakeAway(props: {
  readonly renderer: MapRenderer | null;
  /** Whether the map shows what would be. */
  readonly supposed: boolean;
}): ReactNode {
  const { renderer, supposed } = props;
  const desk = useDesk();
  const { speech, caseId, palette } = desk;
  const { t } = speech;
  const [language] = useLanguage();
  const menu = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(false);
  const [isCopied, setCopied] = useState(false);
  const close = useCallback(() => {
    setOpen(false);
  }, []);
  useDismissal(menu, open, close);
  const scene = () => {
    const plain = renderer?.scene({ width: 1400, height: 860 });
    return plain === undefined ? undefined : withLegend(plain, speech, palette, supposed);
  };
  const copyLink = async () => {
    if (!(await copied(window.location.href, t.take.link))) return;
    setCopied(true);
    setTimeout(() => {
      setCopied(false);
    }, 2000);
  };
  return (
    <details
      className="menu"
      ref={menu}
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary aria-label={t.take.title} title={t.take.title}>
        <Icon name="down" />
      </summary>
      <div className="menu-body">
        <button
          type="button"
          disabled={renderer === null}
          onClick={() => {
            const picture = scene();
            if (picture !== undefined) {
              saveAs(
                `${caseId}.svg`,
                new Blob([sceneSvg(picture, document.title)], { type: 'image/svg+xml' }),
              );
            }
          }}
        >
          {t.take.svg}
        </button>
        <button
          type="button"
          disabled={renderer === null}
          onClick={() => {
            const picture = scene();
            if (picture !== undefined) savePng(`${caseId}.png`, picture);
          }}
        >
          {t.take.png}
        </button>
        <button
          type="button"
          onClick={() => {
            void copyLink();
          }}
        >
          {isCopied ? t.take.copied : t.take.link}
        </button>
        <a
          href={addressOf('getReport', { case: caseId }, { ...desk.window, lang: language })}
          target="_blank"
          rel="noreferrer"
        >
          {t.take.report}
        </a>
      </div>
    </details>
  );
}

/** Saves a scene as a picture of pixels. */
function savePng(name: string, picture: Scene): void {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) return;
  canvas.width = picture.width * FINE;
  canvas.height = picture.height * FINE;
  context.scale(FINE, FINE);
  paintScene(context, picture);
  canvas.toBlob((blob) => {
    if (blob !== null) saveAs(name, blob);
  }, 'image/png');
}

/**
 * Puts a text where it can be pasted from; false where the browser does not let the page (without TLS, on another machine), and
 * shows it to be copied by hand.
 */
async function copied(text: string, title: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    window.prompt(title, text);
    return false;
  }
}
