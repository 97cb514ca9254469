import type { Service } from '../service.js';
import { escapeHtml, htmlPage } from './html.js';

/** What stands at `/`: where everything else is. It names cases only where anyone may know them. */
export function landingPage({ cases, access }: Service): string {
  const listed = cases
    .map((c) => {
      const base = `/api/cases/${encodeURIComponent(c.id)}`;
      const links = ['', '/trails', '/findings', '/flows', '/processors', '/lineage']
        .map((path) => `<a href="${base}${path}">${path === '' ? 'summary' : path.slice(1)}</a>`)
        .join(' · ');
      return `<li><strong>${escapeHtml(c.title)}</strong> (${c.state})<br>${links}</li>`;
    })
    .join('\n');
  const body = `<h1>Wayleave</h1>
<p>Every way that personal data takes to foreign entities, and what permits each step.</p>
<h2>Cases</h2>
${access.open === undefined ? '<p>A token is needed: send it as <code>Authorization: Bearer</code>.</p>' : `<ul>${listed}</ul>`}
<h2>API</h2>
<p><a href="/docs">Documentation</a> · <a href="/openapi.json">OpenAPI</a></p>`;
  return htmlPage('Wayleave', body);
}
