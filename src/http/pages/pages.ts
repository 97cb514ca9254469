import { Router, type RequestHandler } from 'express';
import type { Service } from '../service.js';
import { docsPage } from './docs-page.js';
import { landingPage } from './landing-page.js';
import { STYLE } from './style.js';
import { webPage } from './web-page.js';

/** The page of cases, and those that the server makes itself; they hold no data, and need no token. */
export function pagesRouter(service: Service): Router {
  const router = Router();
  const web = webPage();
  if (web !== undefined) router.use(web);
  const docs = docsPage(service.openApi);
  const page =
    (type: string, text: () => string): RequestHandler =>
    (_request, response) => {
      response.set({ 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-cache' }).end(text());
    };
  router.get(
    '/',
    page('text/html', () => landingPage(service)),
  );
  router.get(
    '/docs',
    page('text/html', () => docs),
  );
  router.get(
    '/docs/style.css',
    page('text/css', () => STYLE),
  );
  return router;
}
