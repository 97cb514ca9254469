import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.js';
import { applyTheme } from './state/preferences.js';
import { Boundary } from './ui/Boundary.js';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/map.css';
import './styles/lists.css';
import './styles/evidence.css';
import './styles/time.css';
import './styles/supposed.css';
import './styles/phone.css';
import './styles/print.css';

applyTheme();
const root = document.getElementById('root');
if (root === null) throw new Error('the document has no root');
createRoot(root).render(
  <StrictMode>
    <Boundary>
      <App />
    </Boundary>
  </StrictMode>,
);
