import { createElement, Fragment, isValidElement, type ReactNode } from 'react';
import * as react from 'react/jsx-runtime';
import { hasNames, hiddenApart, isAstray, pieces, shownText } from '../shown.js';

/**
 * How all elements of the page are made. Names and ids come from logs and registers, and stand everywhere: no place may forget
 * that one of them can reorder what is around it. So each text that could is put into an element of its own as it becomes a part
 * of the page. What is copied from there, or written into a file, is as it was.
 */

export { Fragment } from 'react/jsx-runtime';
export type { JSX } from 'react/jsx-runtime';

export const jsx: typeof react.jsx = (type, props, key) => react.jsx(type, shownProps(type, props), key);
export const jsxs: typeof react.jsxs = (type, props, key) => react.jsxs(type, shownProps(type, props), key);

/** Elements that hold text alone. */
const TEXT_ONLY: readonly unknown[] = ['option', 'title', 'text', 'textarea', 'style'];

/** Attributes that somebody reads. */
const READ = ['title', 'aria-label', 'aria-valuetext', 'placeholder', 'alt', 'label'];

/** The properties of an element of the document; those of a component are its own. */
function shownProps(type: unknown, props: unknown): unknown {
  if ((typeof type !== 'string' && type !== Fragment) || typeof props !== 'object' || props === null) {
    return props;
  }
  const given = props as Readonly<Record<string, unknown>>;
  const changed: Record<string, unknown> = {};
  const { children } = given;
  const shown = TEXT_ONLY.includes(type) ? plainChildren(children) : shownChildren(children);
  if (shown !== children) changed['children'] = shown;
  for (const name of READ) {
    const text = given[name];
    if (typeof text !== 'string') continue;
    const seen = shownText(text);
    if (seen !== text) changed[name] = seen;
  }
  return Object.keys(changed).length === 0 ? props : { ...given, ...changed };
}

const needsCare = (text: string): boolean => isAstray(text) || hasNames(text);

/** The same children where none needs care, so that nothing is made anew. */
function shownChildren(children: unknown): unknown {
  if (typeof children === 'string') return needsCare(children) ? apart(children) : children;
  if (!Array.isArray(children)) return children;
  const list = children as readonly unknown[];
  const shown = list.map((child, i) => {
    const now = shownChildren(child);
    return now !== child && isValidElement(now) ? createElement(Fragment, { key: `shown-${i}` }, now) : now;
  });
  return shown.some((child, i) => child !== list[i]) ? shown : children;
}

function plainChildren(children: unknown): unknown {
  if (typeof children === 'string') return shownText(children);
  return Array.isArray(children) ? (children as readonly unknown[]).map(plainChildren) : children;
}

/** A text with its names in elements of their own; one without marks is a name as a whole. */
function apart(text: string): ReactNode {
  const parts = hasNames(text) ? pieces(text, 'as they are') : [{ text, name: true }];
  return createElement(
    Fragment,
    null,
    ...parts.map((part) =>
      part.name || isAstray(part.text) ? createElement('bdi', null, ...seen(part.text)) : part.text,
    ),
  );
}

/** What is hidden is seen, but is what it was to whoever copies it. */
function seen(text: string): ReactNode[] {
  return hiddenApart(text).map((part) =>
    part.hidden ? createElement('span', { className: 'hidden-character' }, part.text) : part.text,
  );
}
