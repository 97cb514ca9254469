import { useCallback, useState } from 'react';
import type { Shape } from './place.js';

/** Whether an element is wider than high; asked again when it is resized. */
export function useShape(): readonly [(element: HTMLElement | null) => (() => void) | undefined, Shape] {
  const [shape, setShape] = useState<Shape>('wide');
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      setShape(element.clientWidth > element.clientHeight * 1.15 ? 'wide' : 'tall');
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [ref, shape];
}
